package org.sosgi.setup.appender;

/** Writes XML 1.0, one element a line. */
final class Xml {

    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;

    void comment(String text) {
        indent();
        // Two hyphens would end it.
        out.append("<!-- ").append(text.replace("--", "- -")).append(" -->\n");
    }

    /** @param attributes name, value, name, value … */
    void open(String name, String... attributes) {
        start(name, attributes);
        out.append(">\n");
        depth++;
    }

    void close(String name) {
        depth--;
        indent();
        out.append("</").append(name).append(">\n");
    }

    /** @param attributes name, value, name, value … */
    void empty(String name, String... attributes) {
        start(name, attributes);
        out.append(" />\n");
    }

    String text() {
        return out.toString();
    }

    private void start(String name, String... attributes) {
        indent();
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            value(attributes[i + 1]);
            out.append('"');
        }
    }

    private void value(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c < ' ' || c >= 0xFFFE) {
                        throw new IllegalArgumentException("XML cannot hold the character U+%04X".formatted((int) c));
                    }
                    out.append(c);
                }
            }
        }
    }

    private void indent() {
        out.append(INDENT.repeat(depth));
    }
}
