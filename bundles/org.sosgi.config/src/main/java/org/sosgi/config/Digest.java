package org.sosgi.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A digest of the settings of one configuration: the same for the same keys, values and types of values. */
final class Digest {

    private Digest() {}

    static String of(Map<String, Object> settings) {
        var text = new StringBuilder();
        new TreeMap<>(settings).forEach((key, value) -> {
            text.append(Json.quote(key)).append(value.getClass().getName());
            Object[] values = value instanceof Object[] array ? array : new Object[] {value};
            Arrays.stream(values).forEach(v -> text.append(Json.quote(v.toString())));
            text.append('\n');
        });
        return HexFormat.of().formatHex(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
