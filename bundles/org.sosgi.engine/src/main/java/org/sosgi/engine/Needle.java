package org.sosgi.engine;

/**
 * A name that is looked for in running text, in any case and as a whole word.
 *
 * @param name what is looked for
 * @param instead what stands in its place
 * @param first how it begins, {@link #fold folded}
 */
record Needle(String name, String instead, char first) {

    /** Decoders cut names at 100 characters: behind one that long more of it may follow. */
    private static final int MAYBE_CUT = 100;

    Needle(String name, String instead) {
        this(name, instead, fold(name.charAt(0)));
    }

    /** As {@link String#regionMatches(boolean, int, String, int, int)} compares. */
    static char fold(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    boolean standsIn(String text, int at) {
        int end = at + name.length();
        return text.regionMatches(true, at, name, 0, name.length())
                && (end == text.length()
                        || name.length() >= MAYBE_CUT
                        || !isLetter(text, end)
                        || !isLetter(name, name.length() - 1));
    }

    /** Returns whether a word may begin at a place: there is no letter or digit before it, or one that belongs to an escape. */
    static boolean wordBegins(String text, int at) {
        if (at == 0 || !isLetter(text, at) || !isLetter(text, at - 1)) {
            return true;
        }
        char before = text.charAt(at - 1);
        if (at >= 2 && text.charAt(at - 2) == '\\') {
            return "nrtbf".indexOf(before) >= 0; // As JSON writes a new line.
        }
        return at >= 3 && text.charAt(at - 3) == '%' && isHex(text.charAt(at - 2)) && isHex(before);
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }

    private static boolean isLetter(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        if (!Character.isSurrogate(c)) {
            return Character.isLetterOrDigit(c);
        }
        return Character.isLetterOrDigit(
                Character.isLowSurrogate(c) && at > 0 ? text.codePointAt(at - 1) : text.codePointAt(at));
    }
}
