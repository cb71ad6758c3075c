package org.sosgi.qlik.health;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sosgi.qlik.rest.JsonReply;

/**
 * What an engine answers to {@code /engine/healthcheck}. A member is named as in {@code mem.free}. One that is missing,
 * or not of the kind asked for, is null, and the others are told all the same; one that is not known is passed over.
 */
final class HealthReply {

    /** A list of documents: the ids that are texts, and how many entries there were. */
    record Documents(List<String> ids, long count) {}

    private static final int MOST_DOCUMENTS = 100_000;

    private static final Set<String> SECTIONS = Set.of("mem", "cpu", "session", "apps", "users", "cache");
    private static final Set<String> LISTS = Set.of("apps.active_docs", "apps.loaded_docs", "apps.in_memory_docs");
    private static final Set<String> VALUES = Set.of(
            "version",
            "started",
            "mem.committed",
            "mem.allocated",
            "mem.free",
            "cpu.total",
            "session.active",
            "session.total",
            "apps.calls",
            "apps.selections",
            "users.active",
            "users.total",
            "cache.hits",
            "cache.lookups",
            "cache.added",
            "cache.replaced",
            "cache.bytes_added",
            "saturated");

    private final Map<String, Object> members = new HashMap<>();

    private HealthReply() {}

    /** @throws IOException if the body is not a JSON object */
    static HealthReply of(byte[] body) throws IOException {
        return JsonReply.read(body, JsonToken.START_OBJECT, "the JSON object of a health check", in -> {
            var reply = new HealthReply();
            reply.read(in, "");
            return reply;
        });
    }

    private void read(JsonParser in, String section) throws IOException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            // A dot in a name of the reply must not make it look like one of ours.
            String member = name.indexOf('.') < 0 ? section + name : "";
            JsonToken token = in.nextToken();
            if (token == JsonToken.START_OBJECT && SECTIONS.contains(member)) {
                read(in, name + '.');
            } else if (token == JsonToken.START_ARRAY && LISTS.contains(member)) {
                members.put(member, documents(in));
            } else if (token.isScalarValue() && VALUES.contains(member)) {
                members.put(member, value(in));
            } else {
                in.skipChildren();
            }
        }
    }

    private static Documents documents(JsonParser in) throws IOException {
        var ids = new ArrayList<String>();
        long count = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (++count > MOST_DOCUMENTS) {
                throw new IOException("the reply has a list of more than " + MOST_DOCUMENTS + " documents");
            }
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                ids.add(in.getText());
            } else {
                in.skipChildren();
            }
        }
        return new Documents(ids, count);
    }

    private static Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Double.isFinite(in.getDoubleValue()) ? in.getDoubleValue() : null;
            default -> null;
        };
    }

    String text(String member) {
        return members.get(member) instanceof String text ? text : null;
    }

    Double number(String member) {
        return members.get(member) instanceof Double number ? number : null;
    }

    Boolean flag(String member) {
        return members.get(member) instanceof Boolean flag ? flag : null;
    }

    Documents documents(String member) {
        return members.get(member) instanceof Documents documents ? documents : null;
    }
}
