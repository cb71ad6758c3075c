package org.sosgi.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom another one trusts, and says in clear words why it does not. */
final class ClearTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;
    private final String authorities;

    /** @param authorities who is trusted, in words that go after "signed by" */
    ClearTrust(X509ExtendedTrustManager judge, String authorities) {
        this.judge = judge;
        this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            SSLSession session = socket instanceof SSLSocket secured ? secured.getHandshakeSession() : null;
            throw ServerCertificateException.of(chain, session == null ? null : session.getPeerHost(), authorities, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw ServerCertificateException.of(chain, engine == null ? null : engine.getPeerHost(), authorities, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw ServerCertificateException.of(chain, null, authorities, e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
