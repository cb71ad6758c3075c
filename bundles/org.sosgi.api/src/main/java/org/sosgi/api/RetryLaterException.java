package org.sosgi.api;

import java.io.IOException;
import java.time.Duration;

/** The destination asked for a pause, as HTTP does with 429 or 503 and {@code Retry-After}. */
public final class RetryLaterException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    /** @param pause how long to wait at least; the engine waits an hour at most, whatever was asked for */
    public RetryLaterException(String message, Duration pause) {
        super(message);
        this.pause = pause;
    }

    public Duration pause() {
        return pause;
    }
}
