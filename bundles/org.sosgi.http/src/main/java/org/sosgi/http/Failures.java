package org.sosgi.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** What went wrong between here and a server, in one line that says what to look at. */
final class Failures {

    private static final String ALERT = "Received fatal alert: ";

    private Failures() {}

    static String words(Throwable failure, URI uri, Duration timeout) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ServerCertificateException) {
                return e.getMessage();
            }
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String words = words1(e, uri, timeout);
            if (words != null) {
                return words;
            }
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : Text.clean(failure.getMessage());
    }

    private static String words1(Throwable e, URI uri, Duration timeout) {
        if (e instanceof SSLException) {
            return tls(String.valueOf(e.getMessage()), e);
        }
        if (e instanceof UnknownHostException) {
            return "there is no host " + Text.clean(uri.getHost())
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

    private static String tls(String message, Throwable e) {
        int at = message.indexOf(ALERT);
        if (at >= 0) {
            return alert(message.substring(at + ALERT.length()));
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "the server does not speak TLS at this port: check the port, and whether it is http rather than https";
        }
        if (message.contains("terminated the handshake")) {
            return "the server ended the TLS handshake without saying why; it may not accept the client certificate";
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return null;
            }
            if (dropped(cause)) {
                return "the server closed the connection during TLS; it may not accept the client certificate";
            }
        }
        return "no TLS connection: " + Text.clean(message);
    }

    /** Alerts of RFC 8446 section 6.2, as the Java runtime spells them. */
    private static String alert(String alert) {
        String says = " (TLS alert " + Text.clean(alert) + ")";
        return switch (alert) {
            case "bad_certificate", "unsupported_certificate", "certificate_unknown", "unknown_ca", "access_denied" ->
                "the server does not accept the client certificate" + says
                        + ": check that it was issued by the authority of that server";
            case "certificate_expired" ->
                "the server does not accept the client certificate because it has expired" + says
                        + ": a new one is needed";
            case "certificate_revoked" ->
                "the server does not accept the client certificate because it was revoked" + says
                        + ": a new one is needed";
            case "certificate_required" ->
                "the server asks for a client certificate, and none that it accepts could be shown" + says;
            case "handshake_failure", "protocol_version", "insufficient_security" ->
                "the server and we found no common TLS parameters, or it does not accept the client certificate" + says
                        + ": TLS 1.2 or 1.3 with ECDHE and AES-GCM or ChaCha20 is needed";
            case "unrecognized_name" -> "the server does not know the host name it was called by" + says;
            default -> "the server ended the TLS connection" + says;
        };
    }

    static IOException closed() {
        return new IOException("closed: no more requests");
    }
}
