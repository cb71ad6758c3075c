package org.sosgi.simulator.site;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests as JSON. */
final class Requests {

    private static final JsonFactory JSON = new JsonFactory();

    private Requests() {}

    static String json(List<Request> requests) throws IOException {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            out.writeStartArray();
            for (Request request : requests) {
                out.writeStartObject();
                out.writeNumberField("time", request.time());
                out.writeStringField("service", request.service().name().toLowerCase(Locale.ROOT));
                out.writeStringField("address", request.address());
                out.writeNumberField("port", request.port());
                out.writeStringField("method", request.method());
                out.writeStringField("uri", request.uri());
                out.writeStringField("client", request.client());
                out.writeObjectFieldStart("headers");
                for (Map.Entry<String, String> header : new TreeMap<>(request.headers()).entrySet()) {
                    out.writeStringField(header.getKey(), header.getValue());
                }
                out.writeEndObject();
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        return text.toString();
    }
}
