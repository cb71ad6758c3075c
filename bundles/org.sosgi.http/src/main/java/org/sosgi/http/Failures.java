package org.sosgi.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** What went wrong between here and a server, in one line that says what to look at. */
final class Failures {

    private static final String ALERT = "Received fatal alert: ";

    private Failures() {}

    /** Returns an exception whose message is that line, and whose type and causes tell {@link ErrorCategory} what it was. */
    static IOException of(IOException failure, URI uri, Duration timeout) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ServerCertificateException) {
                return new TlsFailedException(e.getMessage(), false, e);
            }
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SSLException) {
                return tls(String.valueOf(e.getMessage()), e);
            }
            String words = words(e, uri, timeout);
            if (words != null) {
                return dropped(e) ? new ConnectionDroppedException(words, e) : new IOException(words, e);
            }
        }
        String message = failure.getMessage();
        return new IOException(message == null ? failure.getClass().getSimpleName() : Text.clean(message), failure);
    }

    private static String words(Throwable e, URI uri, Duration timeout) {
        if (e instanceof UnknownHostException) {
            return e.getCause() instanceof TimeoutException
                    ? "no name server told the address of " + Text.clean(uri.getHost()) + " within "
                            + timeout.toMillis() + " ms"
                    : "there is no host " + Text.clean(uri.getHost())
                            + ": check the name, and whether this machine can look it up";
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (e instanceof NoRouteToHostException) {
            return "there is no way to the host: check the network and firewalls";
        }
        if (e instanceof ConnectException) {
            return String.valueOf(e.getMessage()).contains("refused")
                    ? "the connection was refused: check that the service runs, and the port"
                    : "no connection: " + Text.clean(String.valueOf(e.getMessage()));
        }
        if (dropped(e)) {
            return "the server closed the connection without a complete answer";
        }
        if (e instanceof HttpException || e instanceof MessageConstraintException) {
            return "the answer is not HTTP: check the port (" + Text.clean(String.valueOf(e.getMessage())) + ")";
        }
        return null;
    }

    /** Returns whether the other side is gone, rather than never been there. */
    static boolean dropped(Throwable e) {
        return e instanceof NoHttpResponseException
                || e instanceof ConnectionClosedException
                || e instanceof SocketException
                        && !(e instanceof ConnectException)
                        && !(e instanceof NoRouteToHostException);
    }

    private static IOException tls(String message, Throwable e) {
        int at = message.indexOf(ALERT);
        if (at >= 0) {
            return alert(message.substring(at + ALERT.length()), e);
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return new TlsFailedException(
                    "the server does not speak TLS at this port: check the port, and whether it is http rather than https",
                    false,
                    e);
        }
        boolean ended = message.contains("terminated the handshake");
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            ended |= dropped(cause);
        }
        return ended
                ? new TlsFailedException(
                        "the server closed the connection during TLS without saying why: it may not accept the client certificate",
                        true,
                        e)
                : new TlsFailedException("no TLS connection: " + Text.clean(message), false, e);
    }

    /** Alerts of RFC 8446 section 6.2, as the Java runtime spells them. */
    private static IOException alert(String alert, Throwable e) {
        String says = " (TLS alert " + Text.clean(alert) + ")";
        return switch (alert) {
            case "bad_certificate", "unsupported_certificate", "certificate_unknown", "unknown_ca", "access_denied" ->
                new TlsFailedException(
                        "the server does not accept the client certificate" + says
                                + ": it must be issued by an authority which that server trusts",
                        true,
                        e);
            case "certificate_expired", "certificate_revoked" ->
                new TlsFailedException(
                        "the server does not accept the client certificate" + says + ": a new one is needed", true, e);
            case "certificate_required" ->
                new TlsFailedException("the server asks for a client certificate that it accepts" + says, true, e);
            case "handshake_failure", "protocol_version", "insufficient_security" ->
                new TlsFailedException(
                        "no common TLS version and cipher suite, or the client certificate is not accepted" + says
                                + ": TLS 1.2 or 1.3 with ECDHE and AES-GCM or ChaCha20 is needed",
                        true,
                        e);
            case "unrecognized_name" ->
                new TlsFailedException("the server does not know the host name it was called by" + says, false, e);
            default -> new TlsFailedException("the server ended the TLS connection" + says, false, e);
        };
    }
}
