package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schema is a valid one, and each of its mistakes is told once. */
final class SchemaTest {

    private static final Schema SCHEMA = Schema.load();

    @Test
    void isValidBySchemaOfSchemas() {
        var validator =
                new ValidatorFactory().withJsonNodeFactory(new Schema.Factory()).createValidator();
        URI any = validator.registerSchema(Schema.text());
        assertTrue(validator.validate(any, "{\"Butler-SOS\": 1}").getErrors().size() > 0);
        String wrong = Yaml.replace(Schema.text(), "\"maximum\": 60000", "\"maximum\": \"60000\"");
        assertThrows(InvalidSchemaException.class, () -> validator.registerSchema(wrong));
    }

    @Test
    void ourReaderOfJsonUnderstandsItLikeAnother() {
        List<Problem> problems = new ArrayList<>();
        Node other = YamlReader.read(Schema.text(), problems).orElseThrow();
        assertEquals(other, JsonReader.read(Schema.text()));
        assertEquals(List.of(), problems);
    }

    @Test
    void everyMistakeIsToldOnce() {
        Node good = YamlReader.read(BrokenFileTest.GOOD, new ArrayList<>()).orElseThrow();
        List<Node> variants = new ArrayList<>();
        vary(good, variants);
        assertTrue(variants.size() > 1500, () -> "variants: " + variants.size());
        long wrong = variants.stream().filter(SchemaTest::hasOneMistake).count();
        assertTrue(wrong > 1000, "most of these are mistakes: " + wrong);
    }

    /** Returns whether the file has a mistake, after seeing that it is told once. */
    private static boolean hasOneMistake(Node root) {
        List<Problem> problems = new ArrayList<>();
        SCHEMA.check(root, problems);
        assertTrue(problems.size() <= 1, () -> problems.toString());
        return !problems.isEmpty();
    }

    /** Adds the document with each of its values in turn replaced by others, and each of its keys by another. */
    private static void vary(Node node, List<Node> variants) {
        for (Object value : new Object[] {null, 7L, "text"}) {
            variants.add(new Node.Scalar(node.line(), value, false));
        }
        variants.add(new Node.Sequence(node.line(), List.of(new Node.Scalar(node.line(), "text", false))));
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
}
