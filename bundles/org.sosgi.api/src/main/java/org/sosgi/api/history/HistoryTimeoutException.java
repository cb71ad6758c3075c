package org.sosgi.api.history;

import java.io.IOException;

/** The store did not answer in time; a shorter span or fewer servers would be quicker. */
public final class HistoryTimeoutException extends IOException {

    private static final long serialVersionUID = 1L;

    public HistoryTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
