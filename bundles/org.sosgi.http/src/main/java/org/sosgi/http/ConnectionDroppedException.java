package org.sosgi.http;

import java.io.IOException;

/** The other side closed the connection before its answer was complete. */
final class ConnectionDroppedException extends IOException {

    private static final long serialVersionUID = 1;

    ConnectionDroppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
