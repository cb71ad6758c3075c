package org.sosgi.config;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.fuzz.Budget;

class ConfigurationFuzz {

    private static final int DEEPEST = 64;

    /** Reads a file: tags make no objects, aliases no mountains; what is wrong is said. */
    @FuzzTest
    @DictionaryEntries({"&a ", "*a", "!!java.net.URL", "!!binary ", "<<: *a", "? ", "- ", "|", ">-", "..."})
    void yaml(byte[] bytes) throws Exception {
        Budget.spend(() -> {
            List<Problem> problems = new ArrayList<>();
            var node = YamlReader.read(new String(bytes, StandardCharsets.UTF_8), problems);
            if (node.isEmpty() && problems.isEmpty()) {
                throw new AssertionError("nothing was read, and nothing is said to be wrong");
            }
            node.ifPresent(root -> onlyPlainValues(root, 0));
        });
    }

    /** Checks a file as {@code sosgi check} does: schema, explanations and all. */
    @FuzzTest
    @DictionaryEntries({"Butler-SOS:", "${env:HOME}", "${file:/etc/hostname}", "  enable: true", "  - ", "null", "~"})
    void check(byte[] bytes) throws Exception {
        Budget.spend(() -> new Checker(Map.of("HOME", "/home")).check(bytes).problems());
    }

    /** Reads JSON of our own; what is none throws what is declared, and nothing else. */
    @FuzzTest
    @DictionaryEntries({"{\"", "\":", "[[[[[[[[[[[[[[[[", "]]]]", "null", "-1.5e3", "\\u0041"})
    void json(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Budget.spend(() -> {
            try {
                onlyPlainValues(JsonReader.read(text), 0);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // "What is not JSON throws, without saying where."
            }
        });
    }

    private static void onlyPlainValues(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new AssertionError("deeper than " + DEEPEST);
        }
        if (node instanceof Node.Mapping mapping) {
            mapping.members().values().forEach(value -> onlyPlainValues(value, depth + 1));
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> onlyPlainValues(item, depth + 1));
        } else if (node instanceof Node.Scalar scalar && scalar.value() != null) {
            Object value = scalar.value();
            if (!(value instanceof String || value instanceof Boolean || value instanceof Number)) {
                throw new AssertionError("an object of " + value.getClass());
            }
        }
    }
}
