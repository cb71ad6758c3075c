package org.sosgi.config;

import java.util.Locale;

/**
 * Something in the configuration file that a person should know.
 *
 * @param line counted from 1
 * @param path the key, from the top, with dots: {@code Butler-SOS.influxdbConfig.port}; empty if it concerns the file
 *     as a whole
 * @param text what is wrong; then, after a semicolon, what would be right
 */
record Problem(Severity severity, int line, String path, String text) implements Comparable<Problem> {

    enum Severity {
        /** The file cannot be used. */
        ERROR,
        /** It can be used, but a person should look. */
        WARNING,
        /** Good to know. */
        INFO
    }

    static Problem error(int line, String path, String text) {
        return new Problem(Severity.ERROR, line, path, text);
    }

    static Problem warning(int line, String path, String text) {
        return new Problem(Severity.WARNING, line, path, text);
    }

    static Problem info(int line, String path, String text) {
        return new Problem(Severity.INFO, line, path, text);
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Problem that) {
        int byLine = Integer.compare(line, that.line);
        int byPath = byLine != 0 ? byLine : path.compareTo(that.path);
        return byPath != 0 ? byPath : text.compareTo(that.text);
    }

    /** Returns the problem as compilers show theirs, so that editors can jump to it. */
    String in(String file) {
        String begin =
                file + ":" + line + ": " + (isError() ? "" : severity.name().toLowerCase(Locale.ROOT) + ": ");
        return begin + (path.isEmpty() ? "" : path + ": ") + text;
    }
}
