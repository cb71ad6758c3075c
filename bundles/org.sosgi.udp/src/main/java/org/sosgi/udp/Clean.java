package org.sosgi.udp;

/** Makes foreign text fit for a terminal or a log: one line, nothing that moves the cursor or turns the direction of writing. */
final class Clean {

    private Clean() {}

    /** @param longest the most UTF-16 units of {@code raw} to show, but no half characters; what is cut off is marked */
    static String text(String raw, int longest) {
        int end = Math.min(raw.length(), longest);
        var out = new StringBuilder(end + 8);
        int i = 0;
        while (i < end) {
            int c = raw.codePointAt(i);
            append(c, out);
            i += Character.charCount(c);
        }
        return i < raw.length() ? out.append('…').toString() : out.toString();
    }

    /** The text as a JSON string with its quotes. What is escaped for the eye is escaped here too: it reads the same. */
    static String json(String raw) {
        var out = new StringBuilder(raw.length() + 16).append('"');
        raw.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else {
                append(c, out);
            }
        });
        return out.append('"').toString();
    }

    private static void append(int c, StringBuilder out) {
        if (harmless(c)) {
            out.appendCodePoint(c);
        } else {
            for (char unit : Character.toChars(c)) {
                escape(unit, out);
            }
        }
    }

    private static boolean harmless(int c) {
        return c >= ' ' && c < 0x7F
                // Stands for bytes that are not UTF-8.
                || c != 0xFFFD
                        && switch (Character.getType(c)) {
                            // FORMAT has the bidirectional marks, the zero-width characters and the invisible tags.
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR,
                                    Character.PRIVATE_USE,
                                    Character.SURROGATE,
                                    Character.UNASSIGNED -> false;
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
