package org.sosgi.http;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.sosgi.api.RequestFailedException;

/** What kind of failure something is, in the words of Butler SOS. */
public enum ErrorCategory {
    TIMEOUT("timeout", "ECONNABORTED"),
    CONNECTION_REFUSED("connection_refused", "ECONNREFUSED"),
    HOST_NOT_FOUND("host_not_found", "ENOTFOUND"),
    CONNECTION_RESET("connection_reset", "ECONNRESET"),
    /** HTTP 401 and 403. */
    AUTH_ERROR("auth_error", "ERR_BAD_REQUEST"),
    /** HTTP 404. */
    NOT_FOUND("not_found", "ERR_BAD_REQUEST"),
    /** HTTP 429. */
    RATE_LIMITED("rate_limited", "ERR_BAD_REQUEST"),
    HTTP_5XX("http_5xx", "ERR_BAD_RESPONSE"),
    /** HTTP 400 to 499, but for those with a category of their own. */
    HTTP_4XX("http_4xx", "ERR_BAD_REQUEST"),
    /** TLS in general: certificates, keys, protocols. */
    CERTIFICATE_ERROR("certificate_error", null),
    MQTT_ERROR("mqtt_error", null),
    NEW_RELIC_ERROR("new_relic_error", null),
    UNKNOWN("unknown", null);

    private final String text;
    private final String code;

    ErrorCategory(String text, String code) {
        this.text = text;
        this.code = code;
    }

    /** Returns the word that goes into events: {@code connection_refused}. */
    public String text() {
        return text;
    }

    /** Returns the first that fits, by the types of the failure and its causes, then the status, then the message. */
    public static ErrorCategory of(Throwable failure) {
        ErrorCategory byType = byType(failure);
        if (byType != null && byType != CERTIFICATE_ERROR) {
            return byType;
        }
        int status = status(failure);
        if (status >= 400) {
            return ofStatus(status);
        }
        return byType != null ? byType : byMessage(failure);
    }

    /** Returns what Butler SOS would tell as {@code error_code}: {@code ECONNREFUSED}; null if it would tell none. */
    public static String code(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ServerCertificateException certificate) {
                return switch (certificate.fault()) {
                    case EXPIRED -> "CERT_HAS_EXPIRED";
                    case NOT_YET_VALID -> "CERT_NOT_YET_VALID";
                    case OTHER_NAME -> "ERR_TLS_CERT_ALTNAME_INVALID";
                    case OTHER_AUTHORITY -> "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
                    case NOT_ACCEPTABLE -> "CERT_REJECTED";
                };
            }
        }
        return of(failure).code;
    }

    private static ErrorCategory ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> AUTH_ERROR;
            case 404 -> NOT_FOUND;
            case 429 -> RATE_LIMITED;
            default -> status >= 500 ? HTTP_5XX : HTTP_4XX;
        };
    }

    private static int status(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof RequestFailedException request) {
                return request.status();
            }
        }
        return 0;
    }

    private static ErrorCategory byType(Throwable failure) {
        ErrorCategory tls = null;
        for (Throwable e = failure; e != null; e = e.getCause()) {
            // Whoever is interrupted in the middle of I/O was interrupted at a deadline.
            if (e instanceof InterruptedIOException || e instanceof TimeoutException) {
                return TIMEOUT;
            }
            if (e instanceof UnknownHostException) {
                return HOST_NOT_FOUND;
            }
            if (e instanceof ConnectException) {
                return String.valueOf(e.getMessage()).contains("refused") ? CONNECTION_REFUSED : TIMEOUT;
            }
            if (e instanceof SSLException || e instanceof CertificateException) {
                // A connection that breaks during TLS is a broken connection in the first place.
                tls = CERTIFICATE_ERROR;
            }
            if (e instanceof ConnectionDroppedException
                    || e instanceof EOFException && tls != null
                    || e instanceof SocketException && !(e instanceof NoRouteToHostException)) {
                return CONNECTION_RESET;
            }
        }
        return tls;
    }

    private static ErrorCategory byMessage(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("timeout")) {
            return TIMEOUT;
        }
        if (message.contains("cert") || message.contains("TLS") || message.contains("SSL")) {
            return CERTIFICATE_ERROR;
        }
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("mqtt")) {
            return MQTT_ERROR;
        }
        return lower.contains("new relic") ? NEW_RELIC_ERROR : UNKNOWN;
    }
}
