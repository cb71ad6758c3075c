package org.sosgi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.RequestFailedException;

class ErrorCategoryTest {

    @ParameterizedTest
    @CsvSource({
        "401, auth_error, ERR_BAD_REQUEST",
        "403, auth_error, ERR_BAD_REQUEST",
        "404, not_found, ERR_BAD_REQUEST",
        "429, rate_limited, ERR_BAD_REQUEST",
        "418, http_4xx, ERR_BAD_REQUEST",
        "500, http_5xx, ERR_BAD_RESPONSE",
        "503, http_5xx, ERR_BAD_RESPONSE",
        "204, unknown,",
        "0, unknown,"
    })
    void ofStatus(int status, String category, String code) {
        var failure = new RequestFailedException("no", URI.create("https://h/"), status, Duration.ofSeconds(5), null);

        assertEquals(category, ErrorCategory.of(failure).text());
        assertEquals(code, ErrorCategory.code(failure));
        assertEquals(
                category,
                ErrorCategory.of(new IOException("around it", failure)).text());
    }

    @Test
    void ofTypes() {
        assertEquals("timeout", of(new SocketTimeoutException("slow")));
        assertEquals("timeout", of(new InterruptedIOException("no answer")));
        assertEquals("connection_refused", of(new ConnectException("Connection refused")));
        assertEquals("timeout", of(new ConnectException("Connection timed out")));
        assertEquals("host_not_found", of(new UnknownHostException("h")));
        assertEquals("connection_reset", of(new SocketException("Connection reset")));
        assertEquals("certificate_error", of(new SSLHandshakeException("no")));
        assertEquals("certificate_error", of(new CertificateException("no")));
        assertEquals("connection_reset", of(new IOException("around", new SocketException("Broken pipe"))));
        assertEquals("unknown", of(new EOFException()));
    }

    @ParameterizedTest
    @CsvSource({
        "the certificate is bad, certificate_error",
        "no TLS, certificate_error",
        "SSL trouble, certificate_error",
        "a timeout of 5 s, timeout",
        "MQTT broker, mqtt_error",
        "New Relic says no, new_relic_error",
        "whatever, unknown"
    })
    void ofMessages(String message, String category) {
        assertEquals(category, of(new IOException(message)));
    }

    private static String of(Throwable failure) {
        return ErrorCategory.of(failure).text();
    }
}
