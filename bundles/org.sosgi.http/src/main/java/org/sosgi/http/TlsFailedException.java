package org.sosgi.http;

import javax.net.ssl.SSLException;

/** The cause of a request that failed because TLS did not come about, or was ended by the server. */
public final class TlsFailedException extends SSLException {

    private static final long serialVersionUID = 1;

    private final boolean clientCertificate;

    TlsFailedException(String message, boolean clientCertificate, Throwable cause) {
        super(message, cause);
        this.clientCertificate = clientCertificate;
    }

    /** Returns whether it is, or at least can be, that the server does not accept the client certificate. */
    public boolean clientCertificate() {
        return clientCertificate;
    }
}
