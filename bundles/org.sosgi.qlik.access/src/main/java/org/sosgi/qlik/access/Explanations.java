package org.sosgi.qlik.access;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.http.ErrorCategory;
import org.sosgi.http.TlsFailedException;
import org.sosgi.pem.Identity;

/** Tells failures to people: with the server's name in front, and our certificate behind where it may be the reason. */
final class Explanations {

    private final Certificates certificates;

    Explanations(Certificates certificates) {
        this.certificates = certificates;
    }

    /** Returns an {@link IOException}, or what was given if that is none. */
    Exception told(SenseRequest asked, Exception e) {
        String server = PollError.hostAndPort(asked.uri()) + ": ";
        if (e instanceof RequestFailedException request) {
            return new RequestFailedException(
                    server + e.getMessage() + suspicion(e),
                    asked.uri(),
                    request.status(),
                    request.timeout(),
                    e.getCause());
        }
        if (e instanceof UnusableCertificateException || e instanceof RuntimeException) {
            return e;
        }
        return new IOException(server + e.getMessage(), e);
    }

    private String suspicion(Exception e) {
        Identity client = certificates.known().client();
        if (client == null) {
            return "";
        }
        if (e.getCause() instanceof TlsFailedException tls && tls.cipherSuites()) {
            return "; a Windows Server 2012 R2 offers no such suite: see tls_allow_cbc; ours is " + client;
        }
        String ours = client + ", valid until " + Words.expiry(client.certificate());
        if (e.getCause() instanceof TlsFailedException tls && tls.clientCertificate()) {
            return "; ours is " + ours;
        }
        return ErrorCategory.of(e) == ErrorCategory.CONNECTION_RESET
                ? "; if it always does, it may not accept our client certificate, " + ours
                : "";
    }

    /**
     * For a request whose thread was interrupted.
     *
     * @param timeout that did not come to pass
     */
    RequestFailedException late(SenseRequest asked, long nanos, Duration timeout, Throwable interrupt) {
        String message = PollError.hostAndPort(asked.uri()) + ": no answer within "
                + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms, when the deadline of the collector had come";
        var cause = new SocketTimeoutException(message);
        cause.initCause(interrupt);
        return new RequestFailedException(message, asked.uri(), 0, timeout, cause);
    }
}
