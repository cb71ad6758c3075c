package org.sosgi.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces in texts {@code ${env:NAME}} by the value of an environment variable, {@code ${file:PATH}} by the content of a file, and {@code
 * ${credential:NAME}} by that of a file which systemd hands to the service ({@code LoadCredential=NAME:…}), each without the line ends at
 * its end. What came in that way is marked as secret. Other uses of {@code ${} stay as they are.
 */
final class Placeholders {

    private static final String ENVIRONMENT = "${env:";
    private static final String FILE = "${file:";
    private static final String CREDENTIAL = "${credential:";

    /** Where systemd puts credentials; see systemd.exec(5). */
    private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    /** A secret is short; a certificate with its chain is not much longer. */
    private static final int MAX_FILE_BYTES = 64 << 10;

    /** How much may come in, in characters; each counts as so many at least. */
    private static final int MAX_CHARACTERS = 4 << 20;

    private static final int LEAST_CHARACTERS = 1_000;

    private final Map<String, String> environment;
    private int characters;

    /** A file from which a value came, and the line that names it. */
    record Source(Path file, int line) {}

    /** For one document. */
    Placeholders(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * @param values gets what came in, or why nothing did, in the order of the document
     * @param files gets the files that were read
     */
    Node resolve(Node node, List<String> values, List<Source> files) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node> members = new LinkedHashMap<>();
            mapping.members().forEach((key, value) -> members.put(key, resolve(value, values, files)));
            return new Node.Mapping(mapping.line(), members);
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(resolve(item, values, files)));
            return new Node.Sequence(sequence.line(), items);
        }
        boolean concerned =
                node instanceof Node.Scalar scalar && scalar.value() instanceof String text && next(text, 0) >= 0;
        return concerned ? resolve((Node.Scalar) node, values, files) : node;
    }

    private Node resolve(Node.Scalar scalar, List<String> values, List<Source> files) {
        String text = (String) scalar.value();
        var resolved = new StringBuilder();
        int from = 0;
        for (int at = next(text, 0); at >= 0; at = next(text, from)) {
            int end = text.indexOf('}', at);
            if (end < 0) {
                return new Node.Unresolved(
                        scalar.line(),
                        "a placeholder has no end; write ${env:NAME}, ${file:PATH} or ${credential:NAME}");
            }
            resolved.append(text, from, at);
            try {
                String value = value(text.substring(at, end), scalar.line(), files);
                characters += Math.max(LEAST_CHARACTERS, value.length());
                if (characters > MAX_CHARACTERS) {
                    throw new IOException("up to here placeholders bring in more than 4 MiB; take fewer");
                }
                resolved.append(value);
            } catch (IOException e) {
                values.add(e.getMessage());
                return new Node.Unresolved(scalar.line(), e.getMessage());
            }
            from = end + 1;
        }
        String all = resolved.append(text.substring(from)).toString();
        values.add(all);
        return new Node.Scalar(scalar.line(), all, true);
    }

    private static int next(String text, int from) {
        for (int at = text.indexOf("${", from); at >= 0; at = text.indexOf("${", at + 2)) {
            if (text.startsWith(ENVIRONMENT, at) || text.startsWith(FILE, at) || text.startsWith(CREDENTIAL, at)) {
                return at;
            }
        }
        return -1;
    }

    private String value(String placeholder, int line, List<Source> files) throws IOException {
        if (placeholder.startsWith(ENVIRONMENT)) {
            String name = placeholder.substring(ENVIRONMENT.length());
            String value = environment.get(name);
            if (value == null) {
                throw new IOException("the environment variable " + Texts.clean(name)
                        + " is not set; set it for the process of the agent");
            }
            return value;
        }
        if (placeholder.startsWith(CREDENTIAL)) {
            return credential(placeholder.substring(CREDENTIAL.length()), line, files);
        }
        String name = placeholder.substring(FILE.length());
        String shown = "the file " + Texts.clean(name);
        String advice = "it must exist, be UTF-8 and be readable by the user of the agent";
        try {
            return content(Path.of(name), shown, advice, line, files);
        } catch (InvalidPathException e) {
            throw new IOException(shown + " cannot be read; " + advice, e);
        }
    }

    private String credential(String name, int line, List<Source> files) throws IOException {
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new IOException("\"" + Texts.clean(name)
                    + "\" is no name of a credential; take letters, digits, dots, hyphens and underscores only");
        }
        String directory = environment.get(CREDENTIALS);
        String advice = "write LoadCredential=" + name + ":/path/to/it in the unit of the service";
        if (directory == null || directory.isBlank()) {
            throw new IOException("there are no credentials: systemd has not set " + CREDENTIALS + "; " + advice
                    + ", or take ${file:PATH}");
        }
        try {
            return content(Path.of(directory, name), "the credential " + name, advice, line, files);
        } catch (InvalidPathException e) {
            throw new IOException(CREDENTIALS + " is no path; " + advice, e);
        }
    }

    private static String content(Path file, String shown, String advice, int line, List<Source> files)
            throws IOException {
        // A pipe would keep us waiting.
        if (!Files.isRegularFile(file)) {
            throw new IOException(shown + " cannot be read; " + advice);
        }
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
            if (content.length <= MAX_FILE_BYTES) {
                files.add(new Source(file, line));
                return decode(content).stripTrailing();
            }
        } catch (IOException e) {
            throw new IOException(shown + " cannot be read; " + advice, e);
        }
        throw new IOException(shown + " is too large for one value; 64 KiB is the most");
    }

    private static String decode(byte[] utf8) throws IOException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
