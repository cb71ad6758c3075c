package org.sosgi.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Makes a connection a TLS connection, with the context of the call it is made for. */
final class TlsUpgrade implements TlsSocketStrategy {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Authenticated encryption and forward secrecy, nothing else. */
    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };

    /** Attribute of a call's context that is there if the call made a new connection. */
    static final String FRESH = "org.sosgi.http.fresh";

    private final boolean hostNamesVerified;

    TlsUpgrade(boolean hostNamesVerified) {
        this.hostNamesVerified = hostNamesVerified;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext call)
            throws IOException {
        call.setAttribute(FRESH, true);
        var context = (SSLContext) HttpClientContext.cast(call).getUserToken();
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        Set<String> supported = Set.of(secured.getSupportedCipherSuites());
        parameters.setCipherSuites(
                Arrays.stream(SUITES).filter(supported::contains).toArray(String[]::new));
        parameters.setEndpointIdentificationAlgorithm(hostNamesVerified ? "HTTPS" : null);
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
        } catch (SocketException e) {
            // So that it can be told from a connection that breaks later.
            var broken = new SSLHandshakeException("broken during the handshake");
            broken.initCause(e);
            throw broken;
        }
        return secured;
    }
}
