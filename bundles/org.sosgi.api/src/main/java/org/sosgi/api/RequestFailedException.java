package org.sosgi.api;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A request to another server that did not succeed. The message is one line that a person understands, without a secret. */
public final class RequestFailedException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient URI uri;
    private final transient Duration timeout;
    private final int status;

    /**
     * @param uri whom was asked; query and user information are not kept
     * @param status the status of the reply; 0 if there was none
     * @param timeout how long an answer was waited for at the most
     * @param cause may be null
     */
    public RequestFailedException(String message, URI uri, int status, Duration timeout, Throwable cause) {
        super(message, cause);
        this.uri = URI.create(
                uri.getScheme() + "://" + hostAndPort(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath()));
        this.status = status;
        this.timeout = timeout;
    }

    private static String hostAndPort(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Returns scheme, host, port and path. */
    public URI uri() {
        return uri;
    }

    /** Returns 0 if there was no reply. */
    public int status() {
        return status;
    }

    public Duration timeout() {
        return timeout;
    }
}
