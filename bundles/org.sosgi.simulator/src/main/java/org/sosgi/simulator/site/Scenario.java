package org.sosgi.simulator.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sosgi.simulator.site.Behaviour.Kind;

/**
 * Reads scenarios: a JSON object per scenario, with a behaviour per key, as in {@code {"id":"hang","engine/127.0.0.1":{"hang":true}}}.
 *
 * <p>A behaviour has {@code status} with {@code json} (any value, replied without blanks) or {@code raw} and {@code contentType}, and
 * {@code headers}; or {@code redirect} with an address; or one of {@code hang, reset, cut, refuse}; and {@code delayMs} with any.
 */
final class Scenario {

    private static final JsonFactory JSON = new JsonFactory();

    private Scenario() {}

    /** @throws IOException if the text is no scenario; the message says where and why */
    static Map<String, Behaviour> read(String text) throws IOException {
        Map<String, Behaviour> script = new LinkedHashMap<>();
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(
                        "a scenario is a JSON object, {\"engine/127.0.0.1\":{\"status\":500}} for example");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String key = in.currentName();
                in.nextToken();
                if (key.contains("/")) {
                    script.put(Script.checked(key), behaviour(key, in));
                } else {
                    // "id", "note" and the like are for people.
                    in.skipChildren();
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return script;
    }

    private static Behaviour behaviour(String key, JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException(key + " must be an object, {\"hang\":true} for example");
        }
        Kind kind = Kind.REPLY;
        int status = 200;
        String body = null;
        String contentType = Behaviour.JSON;
        Map<String, String> headers = new LinkedHashMap<>();
        long delay = 0;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "hang", "reset", "cut", "refuse" -> {
                    if (in.getBooleanValue()) {
                        kind = Kind.valueOf(name.toUpperCase(Locale.ROOT));
                    }
                }
                case "status" -> status = in.getIntValue();
                case "json" -> body = compact(in);
                case "raw" -> body = in.getText();
                case "contentType" -> contentType = in.getText();
                case "delayMs" -> delay = in.getLongValue();
                case "headers" -> headers(in, headers);
                case "redirect" -> {
                    status = 302;
                    body = "";
                    headers.put("Location", in.getText());
                }
                default ->
                    throw new IOException(key + " has \"" + name + "\", which is not known; known are status, json,"
                            + " raw, contentType, headers, delayMs, redirect, hang, reset, cut, refuse");
            }
        }
        return new Behaviour(kind, status, body, contentType, headers, delay);
    }

    private static void headers(JsonParser in, Map<String, String> headers) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            headers.put(name, in.nextTextValue());
        }
    }

    /** Copies a value without blanks between its parts; numbers as they were written. */
    private static String compact(JsonParser in) throws IOException {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            int depth = 0;
            do {
                JsonToken token = depth == 0 ? in.currentToken() : in.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isNumeric()) {
                    out.writeNumber(in.getText());
                } else {
                    out.copyCurrentEvent(in);
                }
            } while (depth > 0);
        }
        return text.toString();
    }
}
