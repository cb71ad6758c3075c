package org.sosgi.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of keys, asked by dotted path. Never throws for what is in the file: what is absent, empty or of another kind
 * than asked for gives the default, so that parts that are switched off, and therefore not checked, can hold anything.
 */
record Section(Node.Mapping node) {

    private static final Section EMPTY = new Section(new Node.Mapping(1, Map.of()));

    static Section of(Node node) {
        return node instanceof Node.Mapping mapping ? new Section(mapping) : EMPTY;
    }

    Optional<Node> node(String path) {
        Node at = node;
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            at = member(at, path.substring(from, dot));
            from = dot + 1;
        }
        return Optional.ofNullable(member(at, path.substring(from)));
    }

    private static Node member(Node node, String key) {
        return node instanceof Node.Mapping mapping ? mapping.members().get(key) : null;
    }

    /** Returns the line of a key, or that of this group if the key is not there. */
    int line(String path) {
        return node(path).orElse(node).line();
    }

    Section section(String path) {
        return of(node(path).orElse(null));
    }

    List<Node> items(String path) {
        return node(path).orElse(null) instanceof Node.Sequence sequence ? sequence.items() : List.of();
    }

    /** Returns those elements of a list that are groups of keys. */
    List<Section> sections(String path) {
        List<Section> sections = new ArrayList<>();
        for (Node item : items(path)) {
            if (item instanceof Node.Mapping) {
                sections.add(of(item));
            }
        }
        return sections;
    }

    /** Returns those elements of a list that are texts. */
    List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(path)) {
            if (scalar(item) instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Returns the members of a group that have a value, as texts, in the order of the file. */
    Map<String, String> entries(String path) {
        Map<String, String> entries = new LinkedHashMap<>();
        section(path).node.members().forEach((key, value) -> {
            if (!(value instanceof Node.Scalar scalar)) {
                if (!(value instanceof Node.Unresolved)) {
                    entries.put(key, Json.of(value));
                }
            } else if (scalar.value() != null) {
                entries.put(key, scalar.text());
            }
        });
        return entries;
    }

    boolean flag(String path) {
        return flag(path, false);
    }

    boolean flag(String path, boolean otherwise) {
        return value(path) instanceof Boolean flag ? flag : otherwise;
    }

    String text(String path, String otherwise) {
        return value(path) instanceof String text ? text : otherwise;
    }

    Optional<Long> number(String path) {
        return value(path) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    long number(String path, long otherwise) {
        return number(path).orElse(otherwise);
    }

    private Object value(String path) {
        return scalar(node(path).orElse(null));
    }

    private static Object scalar(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.value() : null;
    }
}
