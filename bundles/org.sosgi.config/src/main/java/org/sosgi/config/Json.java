package org.sosgi.config;

/**
 * Writes JSON. Empty values of the file become {@code []}: in the parts that are handed on as JSON only lists may be
 * empty, and the original takes such a list for an empty one.
 */
final class Json {

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String of(Node node) {
        var json = new Json();
        json.write(node);
        return json.out.toString();
    }

    static String quote(String text) {
        var json = new Json();
        json.writeText(text);
        return json.out.toString();
    }

    private void write(Node node) {
        if (node instanceof Node.Mapping mapping) {
            char before = '{';
            for (var member : mapping.members().entrySet()) {
                out.append(before);
                writeText(member.getKey());
                out.append(':');
                write(member.getValue());
                before = ',';
            }
            out.append(before == '{' ? "{}" : "}");
        } else if (node instanceof Node.Sequence sequence) {
            char before = '[';
            for (Node item : sequence.items()) {
                out.append(before);
                write(item);
                before = ',';
            }
            out.append(before == '[' ? "[]" : "]");
        } else {
            writeScalar(((Node.Scalar) node).value());
        }
    }

    private void writeScalar(Object value) {
        if (value == null) {
            out.append("[]");
        } else if (value instanceof Boolean || value instanceof Number && !(value instanceof Double)) {
            out.append(value);
        } else {
            writeText(value.toString());
        }
    }

    private void writeText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
