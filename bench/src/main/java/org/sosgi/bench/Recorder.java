package org.sosgi.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Keeps every accepted line as one JSON object {@code {"url": …, "line": …}}, for comparison with captures of another agent. */
final class Recorder implements AutoCloseable {

    private final BufferedWriter out;

    Recorder(Path file) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    void record(HttpRequest request) throws IOException {
        String body = request.bodyText();
        int from = 0;
        while (from < body.length()) {
            int end = lineEnd(body, from);
            keep(request.target(), body.substring(from, end));
            from = end + 1;
        }
        out.flush();
    }

    /** A newline within the quotes of a field's text is part of the line; a quote before the fields is only a character. */
    private static int lineEnd(String body, int from) {
        boolean fields = false;
        boolean quoted = false;
        for (int i = from; i < body.length(); i++) {
            switch (body.charAt(i)) {
                case '\\' -> i++;
                case ' ' -> fields = true;
                case '"' -> quoted = fields && !quoted;
                case '\n' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return body.length();
    }

    private void keep(String url, String line) throws IOException {
        if (!line.isEmpty()) {
            var json = new LinkedHashMap<String, String>();
            json.put("url", url);
            json.put("line", line);
            out.write(JSON.std.asString(json));
            out.newLine();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
