package org.sosgi.config;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;

/**
 * Adds to JSON Schema what our schema means by {@code format}, and keeps the library from noting the texts that are for
 * people.
 */
final class FormatKeyword implements EvaluatorFactory {

    private static final Optional<Evaluator> NOTHING = Optional.of((context, node) -> Evaluator.Result.success());

    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
        return switch (keyword) {
            case "format" -> value.isString() ? Optional.of(new Format(value.asString())) : Optional.empty();
            case "title", "description" -> value.isString() ? NOTHING : Optional.empty();
            case "writeOnly" -> NOTHING;
            default -> Optional.empty();
        };
    }

    private record Format(String name) implements Evaluator {
        @Override
        public Result evaluate(EvaluationContext context, JsonNode node) {
            return !node.isString() || Formats.matches(name, node.asString()) ? Result.success() : Result.failure(name);
        }
    }
}
