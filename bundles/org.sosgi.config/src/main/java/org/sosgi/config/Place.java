package org.sosgi.config;

import java.util.List;
import java.util.Map;

/**
 * A place in the file.
 *
 * @param parent null for the file as a whole
 * @param key the key, or the index in a list
 * @param path as in a {@link Problem}
 * @param said what the schema says about it
 */
record Place(Rules schema, Place parent, String key, String path, Node node, List<Section> said) {

    static Place root(Node file, Rules schema) {
        return new Place(schema, null, "", "", file, schema.ofRoot());
    }

    /** Returns the place that a JSON pointer from here leads to. */
    Place at(String pointer) {
        if (pointer.isEmpty()) {
            return this;
        }
        int end = pointer.indexOf('/', 1);
        String step = end < 0 ? pointer.substring(1) : pointer.substring(1, end);
        return child(step.replace("~1", "/").replace("~0", "~")).at(end < 0 ? "" : pointer.substring(end));
    }

    /** Returns the place of a key of this group, or of an element of this list. */
    Place child(String step) {
        if (node instanceof Node.Sequence list) {
            Node item = list.items().get(Integer.parseInt(step));
            return new Place(schema, this, step, path + "[" + step + "]", item, schema.ofItem(said));
        }
        return new Place(schema, this, step, Texts.join(path, step), members().get(step), schema.ofMember(said, step));
    }

    /** Returns what stands in this group; nothing if it is none. */
    Map<String, Node> members() {
        return node instanceof Node.Mapping mapping ? mapping.members() : Map.of();
    }

    /** Returns the keys that the schema names for this group. */
    List<String> known() {
        return Rules.keys(said);
    }

    boolean isEmpty() {
        return node instanceof Node.Scalar scalar && scalar.value() == null;
    }

    /** Returns what would be right here. */
    String expectation() {
        return said.stream()
                .filter(rule -> !Expectation.types(rule).isEmpty())
                .map(Expectation::of)
                .findFirst()
                .orElse("may be anything");
    }
}
