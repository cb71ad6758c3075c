package org.sosgi.sink.newrelic;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.RetryLaterException;

/**
 * What an API answered. The APIs look into a request only later: they refuse for the key, the size and the rate, but
 * hardly ever for what an event says.
 *
 * @param asked where
 * @param timeout how long the answer might have taken
 * @param status the HTTP status
 * @param reason what the answer says; cleaned, short, and without the key
 * @param retryAfter the header {@code Retry-After}; null if there is none
 */
record Answer(URI asked, Duration timeout, int status, String reason, String retryAfter) {

    /** As much of a reason as a log line or a dead letter can bear. */
    private static final int REASON_LIMIT = 200;

    private static final int SHORTEST_SECRET = 4;

    /** Any of these means taken, as New Relic's specification of its own senders has it. */
    boolean succeeded() {
        return status / 100 == 2;
    }

    /** What the documentation says; another success may come from somebody else, who threw the events away. */
    boolean usual() {
        return status == 200 || status == 202;
    }

    boolean tooLarge() {
        return status == 413;
    }

    /**
     * Returns if all was taken. What is thrown is a {@link RequestFailedException}, or has one as its cause.
     *
     * @throws RefusedRequestException if what was sent is at fault
     * @throws IOException if the server, the way to it or the configuration is at fault, all of which can be mended
     */
    void orThrow(String account) throws IOException {
        if (succeeded()) {
            return;
        }
        switch (status) {
            case 400, 422 -> throw new RefusedRequestException(toString(), failure(toString()));
            case 401, 403 ->
                throw failure("New Relic does not accept the API key of the account \"" + account
                        + "\": check key, account id and region (" + this + "); the events are kept");
            case 408, 429 -> throw later();
            default -> {
                if (status >= 500) {
                    throw later();
                }
                throw failure("an answer that New Relic does not give, check the URL (" + this + ")");
            }
        }
    }

    private RequestFailedException failure(String message) {
        return new RequestFailedException(message, asked, status, timeout, null);
    }

    private IOException later() {
        Duration pause = pause(Instant.now());
        if (pause == null) {
            return failure("New Relic cannot take it now (" + this + ")");
        }
        var later = new RetryLaterException("New Relic asks for a pause (" + this + ")", pause);
        later.initCause(failure(later.getMessage()));
        return later;
    }

    /** Seconds, or a date as of RFC 9110 section 10.2.3; null if there is neither. */
    Duration pause(Instant now) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.strip();
        try {
            if (!text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Returns a server's text without the secrets, which it might quote, and without what would spoil a log line. */
    static String reason(String body, Collection<String> secrets) {
        String told = body;
        for (String secret : secrets) {
            // What is so short keeps nobody out, and is a part of words.
            told = secret.length() < SHORTEST_SECRET ? told : told.replace(secret, "…");
        }
        var clean = new StringBuilder();
        told.codePoints()
                .limit(REASON_LIMIT)
                .map(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || c == 0x2028
                                || c == 0x2029
                        ? ' '
                        : c)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    @Override
    public String toString() {
        return "HTTP " + status + (reason.isEmpty() ? "" : ": " + reason);
    }
}
