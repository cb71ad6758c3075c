package org.sosgi.logging;

/**
 * Makes text fit for a log: one line, nothing that moves a cursor, hides, or turns the direction of writing. Such characters are written as
 * {@code \}{@code uXXXX}, which in JSON means just that character.
 */
final class Visible {

    private Visible() {}

    static void text(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (harmless(c)) {
                out.append(c);
            } else {
                escape(c, out);
            }
        }
    }

    /** As a JSON string, with its quotes. */
    static void json(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (harmless(c) && !loneSurrogate(text, i)) {
                out.append(c);
            } else {
                escape(c, out);
            }
        }
        out.append('"');
    }

    private static boolean loneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static boolean harmless(char c) {
        return c >= ' ' && c < 0x7F
                || switch (Character.getType(c)) {
                    // FORMAT has the marks for the direction of writing and what has no width.
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                        false;
                    default -> true;
                };
    }

    private static void escape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }
}
