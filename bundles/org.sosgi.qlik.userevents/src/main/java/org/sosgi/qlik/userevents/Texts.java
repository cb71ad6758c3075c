package org.sosgi.qlik.userevents;

/** Small rules for texts that arrive from outside. */
final class Texts {

    private static final int UUID_LENGTH = 36;

    private Texts() {}

    /** Returns the text without control characters, and of that the first {@code limit} UTF-16 units. */
    static String clean(String text, int limit) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return cut(withoutControls(text), limit);
            }
        }
        return cut(text, limit);
    }

    private static String withoutControls(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isControl(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 0x7F;
    }

    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        if (Character.isHighSurrogate(text.charAt(limit - 1))) {
            // Half a character cannot be written as UTF-8; this is what the original sends for it.
            return text.substring(0, limit - 1) + '\uFFFD';
        }
        return text.substring(0, limit);
    }

    /** Returns the text without the first {@code most} occurrences of {@code unwanted}. */
    static String without(String text, char unwanted, int most) {
        int at = text.indexOf(unwanted);
        if (at < 0) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        int left = most;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == unwanted && left > 0) {
                left--;
            } else {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Returns whether it is white space in the sense of JavaScript, whose rules the user agents are read by. */
    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c == 0xFEFF || c > 0x7F && Character.isSpaceChar(c);
    }

    /** Returns whether it is 8-4-4-4-12 hexadecimal digits, in either case, of any version and variant. */
    static boolean isUuid(String text, int from, int to) {
        if (to - from != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(from + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return true;
    }
}
