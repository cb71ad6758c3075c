package org.sosgi.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.sosgi.tls.TlsPolicy;

/** Makes a connection a TLS connection, with the context of the call it is made for. */
final class TlsUpgrade implements TlsSocketStrategy {

    /** Attribute of a call's context that is there if the call made a new connection. */
    static final String FRESH = "org.sosgi.http.fresh";

    private final TlsPolicy policy;
    private final boolean hostNamesVerified;

    TlsUpgrade(TlsPolicy policy, boolean hostNamesVerified) {
        this.policy = policy;
        this.hostNamesVerified = hostNamesVerified;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext call)
            throws IOException {
        call.setAttribute(FRESH, true);
        var context = (SSLContext) HttpClientContext.cast(call).getUserToken();
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        policy.apply(parameters, Set.of(secured.getSupportedCipherSuites()));
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
