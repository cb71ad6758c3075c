package org.sosgi.errors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Says in one line of a log what a day was like: {@code {"HEALTH_API":{"total":3,"servers":{"srv1":3}}}}. */
final class Summary {

    /** More than that is no summary: the servers that come after are added up. */
    private static final int MOST_SERVERS = 50;

    private static final int MOST_TYPES = 50;

    private Summary() {}

    static String json(DayCounts day) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            int types = 0;
            for (Map.Entry<String, DayCounts.TypeCounts> type : day.types().entrySet()) {
                if (types++ == MOST_TYPES) {
                    break;
                }
                json.writeObjectFieldStart(type.getKey());
                json.writeNumberField("total", type.getValue().total());
                json.writeObjectFieldStart("servers");
                servers(json, type.getValue().servers());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void servers(JsonGenerator json, Map<String, Long> servers) throws IOException {
        long more = 0;
        int told = 0;
        for (Map.Entry<String, Long> server : servers.entrySet()) {
            if (told < MOST_SERVERS) {
                json.writeNumberField(server.getKey(), server.getValue());
                told++;
            } else {
                more += server.getValue();
            }
        }
        if (more > 0) {
            json.writeNumberField("_more", more);
        }
    }
}
