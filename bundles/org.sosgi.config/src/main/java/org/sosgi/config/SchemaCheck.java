package org.sosgi.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks a file against {@code butler-sos.schema.json}.
 *
 * <p>Understands the part of JSON Schema 2020-12 that our schema uses: {@code $ref} into {@code $defs}, {@code type},
 * {@code enum}, {@code const}, {@code properties}, {@code required}, {@code additionalProperties: false},
 * {@code items}, {@code minItems}, {@code minLength}, {@code minimum}, {@code maximum}, {@code format}, {@code if} with
 * {@code then}, and {@code allOf}. A library for all of JSON Schema costs a fifth of a second at every start and gives
 * several messages for one mistake; the tests hold this class against one.
 */
final class SchemaCheck {

    private static final String REFERENCE = "#/$defs/";

    /** Lets everything through, but a placeholder must have a value there, too. */
    private static final Section ANYTHING = Section.of(null);

    private final Section schema;

    private SchemaCheck(Section schema) {
        this.schema = schema;
    }

    /** Reads the schema from this bundle. */
    static SchemaCheck load() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream("butler-sos.schema.json")) {
            return new SchemaCheck(Section.of(JsonReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(Node root, List<Problem> problems) {
        check(schema, root, "", problems);
    }

    private void check(Section rules, Node value, String path, List<Problem> problems) {
        if (value instanceof Node.Unresolved unresolved) {
            add(value, path, unresolved.reason(), problems);
            return;
        }
        Section here = resolve(rules);
        if (!Types.match(here, value)) {
            add(value, path, Types.mismatch(here, value), problems);
            return;
        }
        if (value instanceof Node.Mapping mapping) {
            checkMembers(here, mapping, path, problems);
        } else if (value instanceof Node.Sequence sequence) {
            checkItems(here, sequence, path, problems);
        } else {
            checkScalar(here, (Node.Scalar) value, path, problems);
        }
        if (here.node("if").isPresent() && matches(here.section("if"), value)) {
            check(here.section("then"), value, path, problems);
        }
        for (Section each : here.sections("allOf")) {
            check(each, value, path, problems);
        }
    }

    private boolean matches(Section rules, Node value) {
        List<Problem> found = new ArrayList<>();
        check(rules, value, "", found);
        return found.isEmpty();
    }

    private Section resolve(Section rules) {
        String reference = rules.text("$ref", "");
        return reference.isEmpty()
                ? rules
                : resolve(schema.section("$defs").section(reference.substring(REFERENCE.length())));
    }

    private void checkMembers(Section rules, Node.Mapping mapping, String path, List<Problem> problems) {
        Map<String, Node> known = rules.section("properties").node().members();
        boolean closed = rules.node("additionalProperties").isPresent();
        List<String> unknown = new ArrayList<>(mapping.members().keySet());
        unknown.removeAll(known.keySet());
        List<String> missing = new ArrayList<>(rules.texts("required"));
        missing.removeAll(mapping.members().keySet());
        List<String> absent = new ArrayList<>(known.keySet());
        absent.removeAll(mapping.members().keySet());
        for (String key : unknown) {
            // A misspelt key is one mistake: it is not told again as missing.
            var meant = Nearest.of(key, absent);
            boolean misspelt = meant.isPresent() && (closed || missing.contains(meant.get()));
            if (misspelt || closed) {
                meant.ifPresent(missing::remove);
                String right = meant.map(m -> "did you mean " + m + "?").orElse(keysOf(known));
                add(mapping.members().get(key), Texts.join(path, key), "there is no such key here; " + right, problems);
            }
        }
        for (String key : missing) {
            String right = known.containsKey(key) ? ", it " + Expectation.of(resolve(Section.of(known.get(key)))) : "";
            add(mapping, Texts.join(path, key), "this key is missing; add it" + right, problems);
        }
        known.forEach((key, rule) -> {
            Node member = mapping.members().get(key);
            if (member != null && rule instanceof Node.Mapping) {
                check(Section.of(rule), member, Texts.join(path, key), problems);
            }
        });
        if (known.isEmpty() && (rules == ANYTHING || rules.node("type").isPresent())) {
            mapping.members().forEach((key, member) -> check(ANYTHING, member, Texts.join(path, key), problems));
        }
    }

    private static String keysOf(Map<String, Node> known) {
        return known.isEmpty() ? "remove it" : "there are " + String.join(", ", known.keySet());
    }

    private void checkItems(Section rules, Node.Sequence sequence, String path, List<Problem> problems) {
        if (sequence.items().size() < rules.number("minItems", 0)) {
            add(sequence, path, "this list is empty; it " + Expectation.of(rules), problems);
        }
        Section rule = rules.section("items");
        int index = 0;
        for (Node item : sequence.items()) {
            check(rule, item, path + "[" + index++ + "]", problems);
        }
    }

    private static void checkScalar(Section rules, Node.Scalar scalar, String path, List<Problem> problems) {
        Object value = scalar.value();
        String wrong = null;
        if (rules.node("const").isPresent()) {
            boolean same = Types.same(rules.node("const").get(), scalar);
            wrong = same ? null : "is another value";
        } else if (value != null && rules.node("enum").isPresent()) {
            boolean one = rules.items("enum").stream().anyMatch(allowed -> Types.same(allowed, scalar));
            wrong = one ? null : "is none of the known values";
        } else if (value instanceof Number number && !(value instanceof Double)) {
            wrong = range(rules, new BigDecimal(number.toString()));
        } else if (value instanceof String text) {
            wrong = text(rules, text);
        }
        if (wrong != null) {
            add(scalar, path, Types.shown(scalar) + " " + wrong + "; it " + Expectation.of(rules), problems);
        }
    }

    private static String range(Section rules, BigDecimal number) {
        if (number.compareTo(BigDecimal.valueOf(rules.number("minimum", Long.MIN_VALUE))) < 0) {
            return "is too small";
        }
        return number.compareTo(BigDecimal.valueOf(rules.number("maximum", Long.MAX_VALUE))) > 0
                ? "is too large"
                : null;
    }

    private static String text(Section rules, String text) {
        if (text.codePointCount(0, text.length()) < rules.number("minLength", 0)) {
            return "is too short";
        }
        String format = rules.text("format", "");
        return format.isEmpty() || Formats.matches(format, text) ? null : "does not fit";
    }

    private static void add(Node node, String path, String text, List<Problem> problems) {
        problems.add(Problem.error(node.line(), path, text));
    }
}
