package org.sosgi.sink.influxdb;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line read back, by a reader of our own. Servers differ in what a backslash before another is: InfluxDB 1 and 2 take a comma, an equals
 * sign or a space for escaped if a backslash stands before it ({@code models/points.go}); InfluxDB 3 and VictoriaMetrics take two
 * backslashes for one, which escapes nothing.
 */
record LineProtocol(String measurement, Map<String, String> tags, Map<String, String> fields, String time) {

    /** @throws AssertionError if it is not one line and its end */
    static LineProtocol read(String text, boolean pairs) {
        return new Reader(text, pairs).line();
    }

    private static final class Reader {

        private final String text;
        private final boolean pairs;
        private int at;

        Reader(String text, boolean pairs) {
            this.text = text;
            this.pairs = pairs;
        }

        LineProtocol line() {
            String measurement = until(", ");
            Map<String, String> tags = new LinkedHashMap<>();
            while (take() == ',') {
                String name = until("=");
                require('=');
                String value = until(", ");
                if (name.isEmpty() || value.isEmpty() || tags.put(name, value) != null) {
                    throw wrong("a tag without name or value, or one that comes twice");
                }
            }
            at--;
            require(' ');
            Map<String, String> fields = new LinkedHashMap<>();
            do {
                String name = until("=");
                require('=');
                String value = at < text.length() && text.charAt(at) == '"' ? quoted() : until(", \n");
                if (name.isEmpty() || value.isEmpty() || fields.put(name, value) != null) {
                    throw wrong("a field without name or value, or one that comes twice");
                }
            } while (take() == ',');
            at--;
            require(' ');
            int begin = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
                at++;
            }
            String time = text.substring(begin, at);
            require('\n');
            if (at != text.length()) {
                throw wrong("more than one line");
            }
            return new LineProtocol(measurement, tags, fields, time);
        }

        private String until(String ends) {
            var value = new StringBuilder();
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
                if (c == '\\' && (",= ".indexOf(next) >= 0 || pairs && next == '\\')) {
                    value.append(next);
                    at++;
                } else if (ends.indexOf(c) >= 0) {
                    return value.toString();
                } else if (c == '\n') {
                    throw wrong("a line that ends within a name or value");
                } else {
                    value.append(c);
                }
            }
            throw wrong("no end of a name or value");
        }

        /** Returns it with the quote before it, so that a text is no number. */
        private String quoted() {
            var value = new StringBuilder("\"");
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
                if (c == '\\' && (next == '\\' || next == '"')) {
                    value.append(next);
                    at++;
                } else if (c == '"') {
                    at++;
                    return value.toString();
                } else {
                    value.append(c);
                }
            }
            throw wrong("no end of a text");
        }

        private char take() {
            return at < text.length() ? text.charAt(at++) : text.charAt(at++ - 1);
        }

        private void require(char wanted) {
            if (at >= text.length() || text.charAt(at) != wanted) {
                throw wrong("no " + (wanted == '\n' ? "line end" : wanted));
            }
            at++;
        }

        private AssertionError wrong(String what) {
            return new AssertionError(what + " at " + at + " of " + text);
        }
    }
}
