package org.sosgi.config;

/** How texts of the file are put into messages. */
final class Texts {

    private static final int MAX_SHOWN = 80;

    private Texts() {}

    /** Returns the text on one line, without characters that could forge or hide a line of a log, and not too long. */
    static String clean(String text) {
        return clean(text, MAX_SHOWN);
    }

    /** @param most how many characters may be shown */
    static String clean(String text, int most) {
        return isPlain(text, most) ? text : cleaned(text, most);
    }

    /** Nearly all texts are; cleaning all keys of a file costs a start too much. */
    private static boolean isPlain(String text, int most) {
        if (text.length() > most) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text, int most) {
        var cleaned = new StringBuilder();
        text.codePoints().limit(most + 1L).forEach(c -> {
            int type = Character.getType(c);
            boolean harmless = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR
                    && type != Character.SURROGATE;
            cleaned.appendCodePoint(harmless ? c : ' ');
        });
        if (cleaned.codePointCount(0, cleaned.length()) > most) {
            cleaned.setLength(cleaned.offsetByCodePoints(0, most));
            cleaned.append('…');
        }
        return cleaned.toString();
    }

    /** Returns the path of a key inside the group at {@code path}. */
    static String join(String path, String key) {
        String shown = clean(SecretKeys.maskedKey(key));
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
