package org.sosgi.launcher.crash;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a report says, with the keys of Butler SOS' crash dumps, version 1.0. Other than there, {@code runtime} has {@code javaVersion}
 * instead of {@code nodeVersion}, and {@code context} has {@code thread}, and {@code exitCode} 0 if the agent goes on.
 */
final class CrashReport {

    private final Map<String, Object> content = new LinkedHashMap<>();

    /**
     * @param source {@code uncaughtException}, or {@code logFatal} for what ended the start
     * @param config what is known of the configuration
     */
    CrashReport(
            String version, Throwable thrown, String thread, String source, boolean ends, Map<String, Object> config) {
        content.put("version", "1.0");
        content.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        content.put("app", map("name", "sosgi", "version", version));
        content.put(
                "runtime",
                map(
                        "javaVersion",
                        System.getProperty("java.version"),
                        "platform",
                        System.getProperty("os.name") + '/' + System.getProperty("os.arch"),
                        "isSea",
                        false));
        content.put(
                "error",
                map(
                        "type",
                        thrown.getClass().getName(),
                        "message",
                        Redactor.redact(thrown.getMessage()),
                        "stack",
                        Redactor.stack(thrown)));
        content.put("context", map("exitCode", ends ? 1 : 0, "source", source, "thread", Redactor.redact(thread)));
        content.put("config", config);
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    String json() throws IOException {
        var text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            write(content, out);
        }
        return text.append('\n').toString();
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (var entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                write(entry.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else {
            out.writeString(String.valueOf(value));
        }
    }

    /** The same without the configuration; one line each, the stack at the end. */
    String text() {
        var text = new StringBuilder("SOSGi crash report\n\n");
        content.forEach((key, value) -> {
            if (key.equals("config")) {
                return;
            }
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, inner) -> {
                    if (!name.equals("stack")) {
                        text.append(key)
                                .append('.')
                                .append(name)
                                .append(": ")
                                .append(inner)
                                .append('\n');
                    }
                });
            } else {
                text.append(key).append(": ").append(value).append('\n');
            }
        });
        return text.append('\n')
                .append(((Map<?, ?>) content.get("error")).get("stack"))
                .toString();
    }
}
