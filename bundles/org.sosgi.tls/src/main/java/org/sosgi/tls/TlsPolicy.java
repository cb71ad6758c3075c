package org.sosgi.tls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Which versions and cipher suites of TLS a connection may have: forward secrecy and authenticated encryption, nothing else. */
public final class TlsPolicy {

    /** The least version where nobody has set another. */
    public static final String DEFAULT_VERSION = "TLSv1.2";

    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    /** Best first. Those of TLS 1.3 have the short names. */
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** The best that Windows Server 2012 R2 offers with an RSA certificate and without finite-field Diffie-Hellman. */
    private static final List<String> CBC_SUITES =
            List.of("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");

    private final List<String> protocols;
    private final List<String> suites;

    private TlsPolicy(List<String> protocols, List<String> suites) {
        this.protocols = protocols;
        this.suites = suites;
    }

    /**
     * @param minVersion the least version: {@code TLSv1.2} or {@code TLSv1.3}; null or empty for {@link #DEFAULT_VERSION}
     * @throws IllegalArgumentException if it is anything else; the message says what would be right, for {@code tls_min_version}
     */
    public static TlsPolicy of(String minVersion) {
        String least = minVersion == null || minVersion.isBlank() ? DEFAULT_VERSION : minVersion.strip();
        for (int i = 0; i < VERSIONS.size(); i++) {
            if (VERSIONS.get(i).equalsIgnoreCase(least)) {
                return new TlsPolicy(VERSIONS.subList(0, i + 1), SUITES);
            }
        }
        throw new IllegalArgumentException("tls_min_version is \"" + least + "\", must be TLSv1.2 or TLSv1.3");
    }

    /** Returns all of a connection's parameters, of a client's or a server's: what the context has, narrowed to the policy. */
    public static SSLParameters parameters(SSLContext context, String minVersion) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        of(minVersion)
                .apply(parameters, List.of(context.getSupportedSSLParameters().getCipherSuites()));
        return parameters;
    }

    /** Returns the same with two more suites, which have no authenticated encryption; for clients only. */
    public TlsPolicy withCbc() {
        List<String> more = new ArrayList<>(suites);
        more.addAll(CBC_SUITES);
        return new TlsPolicy(protocols, List.copyOf(more));
    }

    /** Returns the versions, newest first. */
    public List<String> protocols() {
        return protocols;
    }

    /** Returns the suites, best first. */
    public List<String> suites() {
        return suites;
    }

    /** Sets protocols and suites, and that the order of the suites counts. */
    public void apply(SSLParameters parameters) {
        apply(parameters, suites);
    }

    /** @param supported suites that the Java runtime has; the others are left out, where it would otherwise refuse them */
    public void apply(SSLParameters parameters, Collection<String> supported) {
        parameters.setProtocols(protocols.toArray(String[]::new));
        parameters.setCipherSuites(suites.stream().filter(supported::contains).toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
    }
}
