package org.sosgi.launcher.trust;

/** Why something is not let in, in one line, for the person who wants it in. */
public final class NotTrustedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unsigned;

    NotTrustedException(String reason) {
        this(reason, false);
    }

    private NotTrustedException(String reason, boolean unsigned) {
        super(printable(reason));
        this.unsigned = unsigned;
    }

    /** Nobody signed it: the only thing that is let through where unsigned plugins are allowed. */
    static NotTrustedException unsigned() {
        return new NotTrustedException("is not signed; sign it with `sosgi plugin sign`", true);
    }

    /** Returns whether there is no signature at all, not a wrong or a foreign one. */
    public boolean isUnsigned() {
        return unsigned;
    }

    /** Names of entries are whatever somebody packed: they must not steer a log or a terminal. */
    private static String printable(String text) {
        var clean = new StringBuilder(Math.min(text.length(), 500));
        text.codePoints()
                .limit(500)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
