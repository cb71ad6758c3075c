package org.sosgi.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsPolicyTest {

    private static final List<String> NINE = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "TLSv1.2", "tlsv1.2", " TLSv1.2 "})
    void tls12AndTheNineSuitesUnlessSaidOtherwise(String version) {
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), TlsPolicy.of(version).protocols());
        assertEquals(NINE, TlsPolicy.of(version).suites());
    }

    @Test
    void onlyTheNewest() {
        assertEquals(List.of("TLSv1.3"), TlsPolicy.of("TLSv1.3").protocols());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1", "SSLv3", "TLSv1.4", "1.2", "TLSv1.2,TLSv1.1"})
    void noOthers(String version) {
        var failure = assertThrows(IllegalArgumentException.class, () -> TlsPolicy.of(version));

        assertEquals("tls_min_version is \"" + version + "\", must be TLSv1.2 or TLSv1.3", failure.getMessage());
    }

    @Test
    void theJavaRuntimeTakesThemAll() throws Exception {
        SSLContext context = SSLContext.getDefault();
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            SSLParameters parameters = socket.getSSLParameters();
            TlsPolicy.of("").withCbc().apply(parameters);
            socket.setSSLParameters(parameters);

            assertEquals(11, socket.getEnabledCipherSuites().length);
            assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2"}, socket.getEnabledProtocols());
        }
    }

    @Test
    void parametersAreWhole() throws Exception {
        SSLParameters parameters = TlsPolicy.parameters(SSLContext.getDefault(), "TLSv1.3");

        assertArrayEquals(new String[] {"TLSv1.3"}, parameters.getProtocols());
        assertEquals(NINE, List.of(parameters.getCipherSuites()));
        assertTrue(parameters.getUseCipherSuitesOrder());
    }

    @Test
    void whatTheRuntimeHasNotIsLeftOut() {
        var parameters = new SSLParameters();
        TlsPolicy.of("").apply(parameters, List.of("TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"));

        assertArrayEquals(new String[] {"TLS_AES_128_GCM_SHA256"}, parameters.getCipherSuites());
    }

    @Test
    void cbcComesLastAndHasForwardSecrecy() {
        List<String> suites = TlsPolicy.of("").withCbc().suites();

        assertEquals(NINE, suites.subList(0, 9));
        assertEquals(
                List.of("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"),
                suites.subList(9, suites.size()));
    }
}
