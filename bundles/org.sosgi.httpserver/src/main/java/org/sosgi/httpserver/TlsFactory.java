package org.sosgi.httpserver;

import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.sosgi.tls.TlsPolicy;

/** Gives each connection what the policy says; a client cannot begin another handshake. Names that clients ask for do not matter. */
final class TlsFactory extends SslContextFactory.Server {

    private final TlsPolicy policy;
    private final boolean clientCertificate;
    private final Set<String> supported;

    TlsFactory(SSLContext context, TlsPolicy policy, boolean clientCertificate) {
        this.policy = policy;
        this.clientCertificate = clientCertificate;
        supported = Set.of(context.getSupportedSSLParameters().getCipherSuites());
        setSslContext(context);
        setRenegotiationAllowed(false);
        setSniRequired(false);
    }

    @Override
    public void customize(SSLEngine engine) {
        super.customize(engine);
        SSLParameters parameters = engine.getSSLParameters();
        policy.apply(parameters, supported);
        parameters.setNeedClientAuth(clientCertificate);
        engine.setSSLParameters(parameters);
    }
}
