package org.sosgi.udp;

/** Makes foreign text fit for a terminal or a log: one line, nothing that moves the cursor or turns the direction of writing. */
final class Clean {

    private Clean() {}

    /** @param longest the most characters of {@code raw} to show; what is cut off is marked */
    static String text(String raw, int longest) {
        int end = Math.min(raw.length(), longest);
        var out = new StringBuilder(end + 8);
        for (int i = 0; i < end; i++) {
            char c = raw.charAt(i);
            if (harmless(c)) {
                out.append(c);
            } else {
                escape(c, out);
            }
        }
        return end < raw.length() ? out.append('…').toString() : out.toString();
    }

    /** The text as a JSON string with its quotes. What is escaped for the eye is escaped here too: it reads the same. */
    static String json(String raw) {
        var out = new StringBuilder(raw.length() + 16).append('"');
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (harmless(c)) {
                out.append(c);
            } else {
                escape(c, out);
            }
        }
        return out.append('"').toString();
    }

    private static boolean harmless(char c) {
        return c >= ' ' && c < 0x7F
                || switch (Character.getType(c)) {
                    // FORMAT has the bidirectional marks and the zero-width characters; surrogates pass, in pairs they
                    // are text.
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.PRIVATE_USE,
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
