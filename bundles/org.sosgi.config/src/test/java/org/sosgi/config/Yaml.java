package org.sosgi.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** YAML files of the tests. */
final class Yaml {

    private Yaml() {}

    /** Returns a file that the original accepts. */
    static String golden(String name) {
        try (InputStream in = Yaml.class.getResourceAsStream("golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Checked check(String yaml) {
        return new Checker(Map.of()).check(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces a text that stands in the file just once. */
    static String replace(String yaml, String old, String by) {
        int at = yaml.indexOf(old);
        if (at < 0 || yaml.indexOf(old, at + 1) >= 0) {
            throw new IllegalArgumentException((at < 0 ? "not there: " : "more than once: ") + old);
        }
        return yaml.substring(0, at) + by + yaml.substring(at + old.length());
    }
}
