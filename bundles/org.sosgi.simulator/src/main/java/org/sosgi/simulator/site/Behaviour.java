package org.sosgi.simulator.site;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How a service answers.
 *
 * @param kind what it does
 * @param status the reply's status
 * @param body the reply's body; null for what the site would have said by itself, if the status is 200, and for nothing otherwise
 * @param contentType of the body
 * @param headers more headers of the reply
 * @param delayMillis how long it takes to reply
 */
public record Behaviour(
        Kind kind, int status, String body, String contentType, Map<String, String> headers, long delayMillis) {

    static final String JSON = "application/json; charset=utf-8";
    static final String PLAIN = "text/plain";

    /** What a service does when it is asked. */
    public enum Kind {
        /** Replies. */
        REPLY,
        /** Takes the request and never answers. */
        HANG,
        /** Takes the request and resets the connection. */
        RESET,
        /** Begins to reply, and breaks off in the middle of the body. */
        CUT,
        /** Does not listen, as if the service were stopped. Concerns the port: for a proxy with all its virtual proxies. */
        REFUSE
    }

    public Behaviour {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(contentType);
        headers = Map.copyOf(headers);
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("a status is 100 to 599, not " + status);
        }
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a delay cannot be negative: " + delayMillis);
        }
    }

    /** Replies 200 with a JSON text. */
    public static Behaviour json(String body) {
        return reply(200, body, JSON);
    }

    public static Behaviour reply(int status, String body, String contentType) {
        return new Behaviour(Kind.REPLY, status, body, contentType, Map.of(), 0);
    }

    /** Replies with a status and an empty body; with 200, with what the site says by itself. */
    public static Behaviour status(int status) {
        return new Behaviour(Kind.REPLY, status, null, JSON, Map.of(), 0);
    }

    public static Behaviour redirect(String location) {
        return new Behaviour(Kind.REPLY, 302, "", JSON, Map.of("Location", location), 0);
    }

    /** Replies what the site says by itself, but late. */
    public static Behaviour slow(long millis) {
        return status(200).after(millis);
    }

    public static Behaviour hang() {
        return only(Kind.HANG);
    }

    public static Behaviour reset() {
        return only(Kind.RESET);
    }

    public static Behaviour cut() {
        return only(Kind.CUT);
    }

    public static Behaviour refuse() {
        return only(Kind.REFUSE);
    }

    /** Returns the same after a delay. */
    public Behaviour after(long millis) {
        return new Behaviour(kind, status, body, contentType, headers, millis);
    }

    Behaviour body(String text) {
        return new Behaviour(kind, status, text, contentType, headers, delayMillis);
    }

    private static Behaviour only(Kind kind) {
        return new Behaviour(kind, 200, null, JSON, Map.of(), 0);
    }

    /** As a person would say it; without the body. */
    @Override
    public String toString() {
        String what = kind == Kind.REPLY ? "status " + status : kind.name().toLowerCase(Locale.ROOT);
        return what
                + (headers.isEmpty() ? "" : " " + headers)
                + (delayMillis == 0 ? "" : " after " + delayMillis + " ms");
    }
}
