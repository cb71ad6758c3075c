package org.sosgi.sink.influxdb;

import org.sosgi.api.RequestFailedException;

/** The server will never take these lines as they are; the engine then looks for the event at fault. */
final class RefusedBatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedBatchException(String message, RequestFailedException cause) {
        super(message, cause);
    }
}
