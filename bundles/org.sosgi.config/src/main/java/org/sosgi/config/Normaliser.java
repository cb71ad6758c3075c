package org.sosgi.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Trims, and for some keys lower-cases, the values of keys with a fixed set of values. The original does so with a copy
 * that it only checks; here it is what takes effect, so {@code action: Drop} drops.
 */
final class Normaliser {

    private static final String RULE = "Butler-SOS.logEvents.categorise.rules[].";

    private static final Set<String> TRIMMED = Set.of("Butler-SOS.logLevel", "Butler-SOS.appNames.hostIP");

    private static final Set<String> LOWER_CASED =
            Set.of("Butler-SOS.uptimeMonitor.logLevel", RULE + "logLevel[]", RULE + "action", RULE + "filter[].type");

    private Normaliser() {}

    static Node normalise(Node root) {
        return normalise(root, "");
    }

    private static Node normalise(Node node, String path) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node> members = new LinkedHashMap<>();
            String before = path.isEmpty() ? "" : path + ".";
            mapping.members().forEach((key, value) -> members.put(key, normalise(value, before + key)));
            return new Node.Mapping(mapping.line(), members);
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(normalise(item, path + "[]")));
            return new Node.Sequence(sequence.line(), items);
        }
        if (TRIMMED.contains(path)) {
            return change(node, String::trim);
        }
        if (LOWER_CASED.contains(path)) {
            return change(node, text -> text.trim().toLowerCase(Locale.ROOT));
        }
        return node;
    }

    private static Node change(Node node, UnaryOperator<String> change) {
        return node instanceof Node.Scalar scalar && scalar.value() instanceof String text
                ? new Node.Scalar(scalar.line(), change.apply(text), scalar.secret())
                : node;
    }
}
