package org.sosgi.sink.influxdb;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.RetryLaterException;

/**
 * What a server answered.
 *
 * @param asked where
 * @param timeout how long the answer might have taken
 * @param status the HTTP status
 * @param body its text, perhaps cut
 * @param retryAfter the header {@code Retry-After}; null if there is none
 */
record Answer(URI asked, Duration timeout, int status, String body, String retryAfter) {

    /** As much of a server's reason as a log line or a dead letter can bear. */
    private static final int REASON_LIMIT = 200;

    boolean succeeded() {
        return status / 100 == 2;
    }

    /**
     * Returns if all was taken. What is thrown is a {@link RequestFailedException}, or has one as its cause.
     *
     * @throws RefusedBatchException if what was sent is at fault
     * @throws IOException if the server, the way to it or the configuration is at fault, all of which can be mended
     */
    void orThrow() throws IOException {
        if (succeeded()) {
            return;
        }
        switch (status) {
            case 400, 413, 422 -> throw new RefusedBatchException(toString(), failure(toString()));
            case 401, 403 ->
                throw failure("InfluxDB does not accept the credentials: check user name and password"
                        + " or token, and their rights (" + this + "); the events are kept");
            case 404 -> throw failure("the database, bucket or organisation does not exist (" + this + ")");
            case 408, 429 -> throw later();
            default -> {
                if (status >= 500) {
                    throw later();
                }
                throw failure("an answer no InfluxDB gives, check the url (" + this + ")");
            }
        }
    }

    /** Returns what to throw because of this answer. */
    RequestFailedException failure(String message) {
        return new RequestFailedException(message, asked, status, timeout, null);
    }

    private IOException later() {
        Duration pause = pause(Instant.now());
        if (pause == null) {
            return failure("InfluxDB cannot take it now (" + this + ")");
        }
        var later = new RetryLaterException("InfluxDB asks for a pause (" + this + ")", pause);
        later.initCause(failure(later.getMessage()));
        return later;
    }

    /** Returns the same with another body. */
    Answer saying(String other) {
        return new Answer(asked, timeout, status, other, retryAfter);
    }

    /** Seconds, or a date as of RFC 9110 section 10.2.3. */
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

    /** Returns the reason the server gives, without the line it complains of, which is somebody's data. */
    String reason() {
        String reason = body;
        if (Json.read(body) instanceof Map<?, ?> members) {
            Object told = members.containsKey("error") ? members.get("error") : members.get("message");
            reason = told == null ? body : told.toString();
        }
        int quoted = reason.indexOf("unable to parse '");
        int quotedEnd = reason.lastIndexOf("': ");
        if (quoted >= 0 && quotedEnd > quoted) {
            reason = reason.substring(0, quoted) + "unable to parse a line: " + reason.substring(quotedEnd + 3);
        }
        return clean(reason);
    }

    private static String clean(String text) {
        var clean = new StringBuilder();
        text.codePoints()
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
        String reason = reason();
        return "HTTP " + status + (reason.isEmpty() ? "" : ": " + reason);
    }
}
