package org.sosgi.sink.newrelic;

import org.sosgi.api.RequestFailedException;

/** New Relic will never take this request as it is; the engine then looks for the event at fault. */
final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedRequestException(String message, RequestFailedException cause) {
        super(message, cause);
    }
}
