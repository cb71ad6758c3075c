package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schema is a valid one, and our reading of it is that of a library for all of JSON Schema. */
final class SchemaTest {

    private static final Validator LIBRARY = library();
    private static final SchemaCheck OURS = SchemaCheck.load();
    private static URI schema;

    @BeforeAll
    static void registerSchema() throws IOException {
        // The library checks it against the schema of schemas.
        schema = LIBRARY.registerSchema(new SchemaNode(JsonReader.read(schemaText()), ""));
    }

    @Test
    void ourReaderOfJsonUnderstandsItLikeAnother() throws IOException {
        List<Problem> problems = new ArrayList<>();
        Node other = YamlReader.read(schemaText(), problems).orElseThrow();
        assertEquals(new SchemaNode(other, ""), new SchemaNode(JsonReader.read(schemaText()), ""));
        assertEquals(List.of(), problems);
    }

    @Test
    void agreesWithTheLibraryOnEveryValueOfAGoodFile() {
        Node good = YamlReader.read(BrokenFileTest.GOOD, new ArrayList<>()).orElseThrow();
        List<Node> variants = new ArrayList<>();
        vary(good, variants);
        assertTrue(variants.size() > 1500, () -> "variants: " + variants.size());
        long wrong = variants.stream().filter(variant -> !agree(variant)).count();
        assertTrue(wrong > 1000, "most of these are mistakes: " + wrong);
    }

    /** Returns whether the file is good, after both said the same. */
    private static boolean agree(Node root) {
        List<Problem> problems = new ArrayList<>();
        OURS.check(root, problems);
        boolean valid = LIBRARY.validate(schema, new SchemaNode(root, "")).isValid();
        assertEquals(valid, problems.isEmpty(), () -> problems + "\n" + root);
        return valid;
    }

    /** Adds the document with each of its values in turn replaced by others, and each of its keys by another. */
    private static void vary(Node node, List<Node> variants) {
        for (Object value : new Object[] {null, 7L, "text"}) {
            variants.add(new Node.Scalar(node.line(), value, false));
        }
        variants.add(new Node.Sequence(node.line(), List.of(new Node.Mapping(node.line(), Map.of()))));
        if (node instanceof Node.Mapping mapping) {
            mapping.members().forEach((key, value) -> {
                List<Node> below = new ArrayList<>();
                vary(value, below);
                below.forEach(changed -> variants.add(with(mapping, key, key, changed)));
                variants.add(with(mapping, key, "unknownKey", value));
            });
        } else if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
            List<Node> below = new ArrayList<>();
            vary(sequence.items().get(0), below);
            below.forEach(changed -> variants.add(new Node.Sequence(node.line(), List.of(changed))));
        }
    }

    private static Node with(Node.Mapping mapping, String old, String key, Node value) {
        Map<String, Node> members = new LinkedHashMap<>(mapping.members());
        members.remove(old);
        members.put(key, value);
        return new Node.Mapping(mapping.line(), members);
    }

    private static String schemaText() throws IOException {
        try (InputStream in = SchemaCheck.class.getResourceAsStream("butler-sos.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Validator library() {
        var formats = new EvaluatorFactory.Builder()
                .withKeyword("format", rule -> format(rule.asString()))
                .build();
        return new ValidatorFactory()
                .withJsonNodeFactory(new Factory())
                .withEvaluatorFactory(formats)
                .createValidator();
    }

    /** Formats of the schema of schemas are taken as met; ours are the ones under test elsewhere. */
    private static Evaluator format(String name) {
        boolean ours = List.of("hostname", "ipv4-or-name", "uri", "tag-name").contains(name);
        return (context, node) -> !ours || !node.isString() || Formats.matches(name, node.asString())
                ? Evaluator.Result.success()
                : Evaluator.Result.failure("format");
    }

    private static final class Factory implements JsonNodeFactory {
        @Override
        public JsonNode wrap(Object node) {
            return node instanceof JsonNode already ? already : new SchemaNode((Node) node, "");
        }

        @Override
        public JsonNode create(String text) {
            return new SchemaNode(YamlReader.read(text, new ArrayList<>()).orElseThrow(), "");
        }
    }
}
