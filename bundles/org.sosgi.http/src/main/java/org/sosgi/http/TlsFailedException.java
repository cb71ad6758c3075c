package org.sosgi.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** TLS did not come about, or was ended by the server. The message says in one line why, and what would be right. */
public final class TlsFailedException extends SSLException {

    private static final long serialVersionUID = 1;

    private static final String ALERT = "Received fatal alert: ";

    /** As the Java runtime says it of a server that answers with a version or a suite which was not offered. */
    private static final Pattern VERSION = Pattern.compile("selected protocol version (\\w+)");

    private static final Pattern SUITE = Pattern.compile("improper ciphersuite (\\w+)");

    private static final String SUITES = "ECDHE with AES-GCM or ChaCha20 is needed";

    /** What it may be, besides what the message says. */
    private enum Suspect {
        NOTHING,
        CLIENT_CERTIFICATE,
        SUITES
    }

    private final Suspect suspect;

    private TlsFailedException(String message, Suspect suspect, Throwable cause) {
        super(message, cause);
        this.suspect = suspect;
    }

    /** Returns whether it is, or at least can be, that the server does not accept the client certificate. */
    public boolean clientCertificate() {
        return suspect != Suspect.NOTHING;
    }

    /** Returns whether it can be that the server has no cipher suite that we take. */
    public boolean cipherSuites() {
        return suspect == Suspect.SUITES;
    }

    /**
     * Returns what is said of a failure whose type or causes are of TLS; null for any other.
     *
     * @param leastVersion which we take, {@code TLSv1.2} or {@code TLSv1.3}
     */
    public static TlsFailedException of(Throwable failure, String leastVersion) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ServerCertificateException) {
                return new TlsFailedException(e.getMessage(), Suspect.NOTHING, e);
            }
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof TlsFailedException told) {
                return told;
            }
            if (e instanceof SSLException) {
                return of(String.valueOf(e.getMessage()), e, leastVersion);
            }
        }
        return null;
    }

    private static TlsFailedException of(String message, Throwable e, String leastVersion) {
        int at = message.indexOf(ALERT);
        if (at >= 0) {
            return alert(message.substring(at + ALERT.length()), e, leastVersion);
        }
        if (message.contains("Unsupported or unrecognized SSL message") || message.contains("not an SSL/TLS record")) {
            return new TlsFailedException(
                    "the server does not speak TLS at this port: check the port, and whether it is to be TLS",
                    Suspect.NOTHING,
                    e);
        }
        Matcher version = VERSION.matcher(message);
        if (version.find()) {
            return new TlsFailedException(
                    "the server offers no better version of TLS than " + version.group(1) + ": "
                            + versions(leastVersion),
                    Suspect.NOTHING,
                    e);
        }
        Matcher suite = SUITE.matcher(message);
        if (suite.find()) {
            return new TlsFailedException(
                    "the server wants the cipher suite " + suite.group(1) + ": " + SUITES, Suspect.SUITES, e);
        }
        boolean ended = message.contains("terminated the handshake");
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            ended |= Failures.dropped(cause);
        }
        return ended
                ? new TlsFailedException(
                        "the server closed the connection during TLS without saying why: it may not accept the client certificate",
                        Suspect.CLIENT_CERTIFICATE,
                        e)
                : new TlsFailedException("no TLS connection: " + Text.clean(message), Suspect.NOTHING, e);
    }

    private static String versions(String least) {
        return least.equalsIgnoreCase("TLSv1.3")
                ? "TLS 1.3 is needed, as tls_min_version says"
                : "TLS 1.2 or 1.3 is needed";
    }

    /** Alerts of RFC 8446 section 6.2, as the Java runtime spells them. */
    private static TlsFailedException alert(String alert, Throwable e, String leastVersion) {
        String says = " (TLS alert " + Text.clean(alert) + ")";
        return switch (alert) {
            case "bad_certificate", "unsupported_certificate", "certificate_unknown", "unknown_ca", "access_denied" ->
                new TlsFailedException(
                        "the server does not accept the client certificate" + says
                                + ": it must be issued by an authority which that server trusts",
                        Suspect.CLIENT_CERTIFICATE,
                        e);
            case "certificate_expired", "certificate_revoked" ->
                new TlsFailedException(
                        "the server does not accept the client certificate" + says + ": a new one is needed",
                        Suspect.CLIENT_CERTIFICATE,
                        e);
            case "certificate_required" ->
                new TlsFailedException(
                        "the server asks for a client certificate that it accepts" + says,
                        Suspect.CLIENT_CERTIFICATE,
                        e);
            case "protocol_version" ->
                new TlsFailedException(
                        "no common TLS version" + says + ": " + versions(leastVersion), Suspect.NOTHING, e);
            case "handshake_failure", "insufficient_security" ->
                new TlsFailedException(
                        "no common TLS version and cipher suite, or the client certificate is not accepted" + says
                                + ": " + versions(leastVersion) + ", and " + SUITES,
                        Suspect.SUITES,
                        e);
            case "unrecognized_name" ->
                new TlsFailedException(
                        "the server does not know the host name it was called by" + says, Suspect.NOTHING, e);
            default -> new TlsFailedException("the server ended the TLS connection" + says, Suspect.NOTHING, e);
        };
    }
}
