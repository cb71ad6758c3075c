package org.sosgi.config;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a file looks like: {@code butler-sos.schema.json}, which a library for JSON Schema evaluates. */
final class Schema {

    private static final URI ID = URI.create("urn:sosgi:butler-sos");

    private final Section rules;
    private final Validator validator;

    private Schema(Node rules) {
        this.rules = Section.of(rules);
        // Whether it is a valid schema is asked by a test, and not at every start.
        validator = new ValidatorFactory()
                .withJsonNodeFactory(new Factory())
                .withEvaluatorFactory(new FormatKeyword())
                .withDisabledSchemaValidation(true)
                .createValidator();
        validator.registerSchema(ID, SchemaNode.root(rules, new ArrayList<>()));
    }

    /** Reads the schema from this bundle. */
    static Schema load() {
        return new Schema(JsonReader.read(text()));
    }

    static String text() {
        try (InputStream in = Schema.class.getResourceAsStream("butler-sos.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param problems gets what is wrong with the file; loses what is told better by that */
    void check(Node file, List<Problem> problems) {
        List<SchemaNode> withoutValue = new ArrayList<>();
        var result = validator.validate(ID, SchemaNode.root(file, withoutValue));
        var findings = new Findings(new Rules(rules), file);
        if (!result.isValid() || !withoutValue.isEmpty()) {
            findings.tell(result.getErrors(), withoutValue, problems);
        }
        findings.tellNearMisses(problems);
    }

    /** Nodes come ready made. */
    static final class Factory implements JsonNodeFactory {
        @Override
        public JsonNode wrap(Object node) {
            return (JsonNode) node;
        }

        @Override
        public JsonNode create(String text) {
            return SchemaNode.root(JsonReader.read(text), new ArrayList<>());
        }
    }
}
