package org.sosgi.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The values of a file that came from elsewhere, by {@code ${env:…}} or {@code ${file:…}}, so that they can be kept from logs. */
final class Secrets {

    /** In all the forms in which a translation may use them. */
    private final Set<String> texts = new HashSet<>();

    static Secrets of(Section file) {
        var secrets = new Secrets();
        secrets.collect(file.node());
        return secrets;
    }

    private void collect(Node node) {
        if (node instanceof Node.Mapping mapping) {
            mapping.members().values().forEach(this::collect);
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(this::collect);
        } else if (node instanceof Node.Scalar scalar
                && scalar.secret()
                && scalar.value() instanceof String text
                && !text.isBlank()) {
            texts.add(text);
            texts.add(Paths.absolute(text.strip()));
            String quoted = Json.quote(text);
            texts.add(quoted.substring(1, quoted.length() - 1));
        }
    }

    /** Returns whether a setting holds any of them. Rather too often than too rarely: a short secret is part of many texts. */
    boolean in(Object value) {
        if (texts.isEmpty()) {
            return false;
        }
        Object[] values = value instanceof Object[] array ? array : new Object[] {value};
        return Arrays.stream(values).anyMatch(v -> v instanceof String text && holds(text));
    }

    private boolean holds(String text) {
        return texts.stream().anyMatch(text::contains);
    }
}
