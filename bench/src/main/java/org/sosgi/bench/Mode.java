package org.sosgi.bench;

import java.util.Map;

/**
 * How the stand-in treats writes.
 *
 * @param kind what to do
 * @param status the answer's status if the kind is STATUS
 * @param retryAfter seconds for a {@code Retry-After} header, or 0 for none
 * @param delayMillis how long to wait before doing it
 */
public record Mode(Kind kind, int status, int retryAfter, int delayMillis) {

    /** What becomes of a write. */
    public enum Kind {
        /** Counted, and answered 204. */
        OK,
        /** Not counted, and answered with a status. */
        STATUS,
        /** Not counted, never answered. */
        HANG,
        /** Not counted, the connection is reset. */
        RESET,
        /** Counted, but the connection is reset before the answer: what makes honest duplicates. */
        LOSE_ANSWER,
        /** Nothing listens. */
        DOWN
    }

    public static final Mode OK = new Mode(Kind.OK, 204, 0, 0);

    public static Mode status(int status, int retryAfter) {
        return new Mode(Kind.STATUS, status, retryAfter, 0);
    }

    public static Mode of(Kind kind) {
        return new Mode(kind, 204, 0, 0);
    }

    public static Mode slow(int delayMillis) {
        return new Mode(Kind.OK, 204, 0, delayMillis);
    }

    /** Reads {@code {"status":503,"retryAfter":2,"delayMs":10}} or {@code {"mode":"hang"}}; an empty object is {@link #OK}. */
    static Mode of(Map<String, Object> json) {
        int status = number(json, "status", 0);
        Kind kind = json.get("mode") instanceof String name
                ? Kind.valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))
                : status == 0 || status == 204 ? Kind.OK : Kind.STATUS;
        return new Mode(kind, status == 0 ? 204 : status, number(json, "retryAfter", 0), number(json, "delayMs", 0));
    }

    private static int number(Map<String, Object> json, String name, int otherwise) {
        return json.get(name) instanceof Number number ? number.intValue() : otherwise;
    }
}
