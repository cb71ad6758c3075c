package org.sosgi.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces {@code ${env:NAME}} and {@code ${file:PATH}} in texts by the value of an environment variable or the content
 * of a file, without the line ends at its end. What came in that way is marked as secret. Other uses of {@code ${} stay
 * as they are.
 */
final class Placeholders {

    private static final String ENVIRONMENT = "${env:";
    private static final String FILE = "${file:";

    /** A secret is short; a certificate with its chain is not much longer. */
    private static final long MAX_FILE_BYTES = 64 << 10;

    private final Map<String, String> environment;

    Placeholders(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param values gets what came in, or why nothing did, in the order of the document */
    Node resolve(Node node, List<String> values) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node> members = new LinkedHashMap<>();
            mapping.members().forEach((key, value) -> members.put(key, resolve(value, values)));
            return new Node.Mapping(mapping.line(), members);
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(resolve(item, values)));
            return new Node.Sequence(sequence.line(), items);
        }
        boolean concerned = node instanceof Node.Scalar scalar
                && scalar.value() instanceof String text
                && (text.contains(ENVIRONMENT) || text.contains(FILE));
        return concerned ? resolve((Node.Scalar) node, values) : node;
    }

    private Node resolve(Node.Scalar scalar, List<String> values) {
        String text = (String) scalar.value();
        var resolved = new StringBuilder();
        int from = 0;
        for (int at = next(text, 0); at >= 0; at = next(text, from)) {
            int end = text.indexOf('}', at);
            if (end < 0) {
                return new Node.Unresolved(
                        scalar.line(), "a placeholder has no end; write ${env:NAME} or ${file:PATH}");
            }
            resolved.append(text, from, at);
            try {
                resolved.append(value(text.substring(at, end)));
            } catch (IOException e) {
                values.add(e.getMessage());
                return new Node.Unresolved(scalar.line(), e.getMessage());
            }
            from = end + 1;
        }
        String value = resolved.append(text.substring(from)).toString();
        values.add(value);
        return new Node.Scalar(scalar.line(), value, true);
    }

    private static int next(String text, int from) {
        int environment = text.indexOf(ENVIRONMENT, from);
        int file = text.indexOf(FILE, from);
        return environment < 0 || file < 0 ? Math.max(environment, file) : Math.min(environment, file);
    }

    private String value(String placeholder) throws IOException {
        if (placeholder.startsWith(ENVIRONMENT)) {
            String name = placeholder.substring(ENVIRONMENT.length());
            String value = environment.get(name);
            if (value == null) {
                throw new IOException("the environment variable " + Texts.clean(name)
                        + " is not set; set it for the process of the agent");
            }
            return value;
        }
        return content(placeholder.substring(FILE.length()));
    }

    private static String content(String name) throws IOException {
        String shown = "the file " + Texts.clean(name);
        try {
            Path file = Path.of(name);
            if (Files.size(file) <= MAX_FILE_BYTES) {
                return Files.readString(file).stripTrailing();
            }
        } catch (IOException | InvalidPathException e) {
            throw new IOException(
                    shown + " cannot be read; it must exist, be UTF-8 and be readable by the user of the agent", e);
        }
        throw new IOException(shown + " is too large for one value; 64 KiB is the most");
    }
}
