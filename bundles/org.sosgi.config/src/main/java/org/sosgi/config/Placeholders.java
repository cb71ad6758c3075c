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
 * Replaces {@code ${env:NAME}} and {@code ${file:PATH}} in texts by the value of an environment variable or the content of a file,
 * without the line ends at its end. What came in that way is marked as secret. Other uses of {@code ${} stay as they are.
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

    Node resolve(Node node, List<Problem> problems) {
        return resolve(node, "", problems);
    }

    private Node resolve(Node node, String path, List<Problem> problems) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node> members = new LinkedHashMap<>();
            mapping.members()
                    .forEach((key, value) -> members.put(key, resolve(value, Texts.join(path, key), problems)));
            return new Node.Mapping(mapping.line(), members);
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = new ArrayList<>();
            for (Node item : sequence.items()) {
                items.add(resolve(item, path + "[" + items.size() + "]", problems));
            }
            return new Node.Sequence(sequence.line(), items);
        }
        var scalar = (Node.Scalar) node;
        boolean concerned =
                scalar.value() instanceof String text && (text.contains(ENVIRONMENT) || text.contains(FILE));
        return concerned ? resolve(scalar, path, problems) : scalar;
    }

    private Node resolve(Node.Scalar scalar, String path, List<Problem> problems) {
        String text = (String) scalar.value();
        var resolved = new StringBuilder();
        int from = 0;
        for (int at = next(text, 0); at >= 0; at = next(text, from)) {
            int end = text.indexOf('}', at);
            if (end < 0) {
                problems.add(Problem.error(
                        scalar.line(), path, "a placeholder has no end; write ${env:NAME} or ${file:PATH}"));
                return scalar;
            }
            resolved.append(text, from, at);
            try {
                resolved.append(value(text.substring(at, end)));
            } catch (IOException e) {
                problems.add(Problem.error(scalar.line(), path, e.getMessage()));
                return scalar;
            }
            from = end + 1;
        }
        return new Node.Scalar(
                scalar.line(), resolved.append(text.substring(from)).toString(), true);
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
        String name = placeholder.substring(FILE.length());
        try {
            Path file = Path.of(name);
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new IOException(
                        "the file " + Texts.clean(name) + " is too large for one value; 64 KiB is the most");
            }
            return Files.readString(file).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            String told = e.getMessage();
            throw told != null && told.endsWith("is the most")
                    ? new IOException(told)
                    : new IOException("the file " + Texts.clean(name)
                            + " cannot be read; it must exist, be UTF-8 and be readable by the user of the agent");
        }
    }
}
