package org.sosgi.http;

/** Texts from elsewhere, made fit for one line of a log. */
final class Text {

    private static final int LIMIT = 200;

    private Text() {}

    static String clean(String text) {
        var clean = new StringBuilder();
        text.codePoints().limit(LIMIT).map(Text::visible).forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static int visible(int c) {
        boolean hidden = Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || c == 0x2028
                || c == 0x2029;
        return hidden ? ' ' : c;
    }
}
