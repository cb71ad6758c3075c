package org.sosgi.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The schema, asked what it says about a place in the file. Here what follows {@code then} counts as said, so that the
 * keys of a section are known also while it is switched off.
 */
final class Rules {

    private static final String REFERENCE = "#/$defs/";

    private final Section schema;

    Rules(Section schema) {
        this.schema = schema;
    }

    /** Reads the schema without making it ready for a check. */
    static Rules load() {
        return new Rules(Section.of(JsonReader.read(Schema.text())));
    }

    /** Returns the part of the schema that an error names as the place of its keyword. */
    Section at(String schemaLocation) {
        Node at = schema.node();
        String pointer = schemaLocation.substring(schemaLocation.indexOf('#') + 1);
        for (String step : pointer.isEmpty()
                ? List.<String>of()
                : List.of(pointer.substring(1).split("/"))) {
            at = at instanceof Node.Sequence list
                    ? list.items().get(Integer.parseInt(step))
                    : ((Node.Mapping) at).members().get(step);
        }
        return Section.of(at);
    }

    /** Returns what is said about the whole file. */
    List<Section> ofRoot() {
        return with(List.of(schema.node()));
    }

    List<Section> ofMember(List<Section> rules, String key) {
        List<Node> found = new ArrayList<>();
        for (Section rule : rules) {
            Node member = rule.section("properties").node().members().get(key);
            if (member != null) {
                found.add(member);
            }
        }
        return with(found);
    }

    List<Section> ofItem(List<Section> rules) {
        List<Node> found = new ArrayList<>();
        rules.forEach(rule -> rule.node("items").ifPresent(found::add));
        return with(found);
    }

    /** Returns the keys that these rules name, in their order. */
    static List<String> keys(List<Section> rules) {
        Set<String> keys = new LinkedHashSet<>();
        rules.forEach(
                rule -> keys.addAll(rule.section("properties").node().members().keySet()));
        return List.copyOf(keys);
    }

    /** Adds what the rules refer to and contain. */
    private List<Section> with(List<Node> rules) {
        List<Section> all = new ArrayList<>();
        rules.forEach(rule -> add(Section.of(rule), all));
        return all;
    }

    private void add(Section rule, List<Section> all) {
        all.add(rule);
        String reference = rule.text("$ref", "");
        if (!reference.isEmpty()) {
            add(schema.section("$defs").section(reference.substring(REFERENCE.length())), all);
        }
        rule.node("then").ifPresent(then -> add(Section.of(then), all));
        rule.sections("allOf").forEach(each -> add(each, all));
    }
}
