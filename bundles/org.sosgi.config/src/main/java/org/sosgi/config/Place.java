package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Returns whether what stands here must not be shown. */
    boolean isSecret() {
        return said.stream().anyMatch(rule -> rule.flag("writeOnly"));
    }

    boolean isEmpty() {
        return node instanceof Node.Scalar scalar && scalar.value() == null;
    }

    /** Returns the group that this place stands in, be it in a list; null if there is none. */
    Place groupAround() {
        return parent == null || parent.node instanceof Node.Mapping ? parent : parent.groupAround();
    }

    /** Returns this group, or that at the end of this list. */
    Optional<Place> lastGroup() {
        if (node instanceof Node.Sequence list && !list.items().isEmpty()) {
            return child(Integer.toString(list.items().size() - 1)).lastGroup();
        }
        return node instanceof Node.Mapping ? Optional.of(this) : Optional.empty();
    }

    /** Returns the groups inside of this, of a list the last. */
    List<Place> inside() {
        List<Place> inside = new ArrayList<>();
        for (String key : known()) {
            if (members().containsKey(key)) {
                child(key).lastGroup().ifPresent(inside::add);
            }
        }
        return inside;
    }

    /** Returns the groups one step inside of this, and that around it. */
    List<Place> around() {
        List<Place> around = inside();
        if (groupAround() != null) {
            around.add(groupAround());
        }
        return around;
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
