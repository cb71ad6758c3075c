package org.sosgi.http;

import java.time.Duration;
import java.util.Objects;
import org.sosgi.tls.TlsPolicy;

/**
 * How to ask. Begin with {@link #of} and change what must be different.
 *
 * @param name for the names of threads, such as {@code sink-influxdb}
 * @param timeout the most a request may take, with everything: look-up, connection, TLS, redirects, the last byte of the answer
 * @param bodyLimit how many bytes of an answer are read at the most
 * @param connections how many connections there may be at a time; those unused longest give way
 * @param connectionsPerServer how many of them to one server
 * @param idle after how long without use a connection is closed
 * @param redirects how many redirects to follow, always within the same scheme, host and port; 0: a redirect is an answer like others
 * @param tls how https is spoken
 */
public record HttpSettings(
        String name,
        Duration timeout,
        int bodyLimit,
        int connections,
        int connectionsPerServer,
        Duration idle,
        int redirects,
        Tls tls) {

    /**
     * How https is spoken.
     *
     * @param source whom to trust and what to show
     * @param hostNamesVerified whether the certificate must be for the host's name; false only if a person has decided so
     * @param leastVersion {@code TLSv1.2} or {@code TLSv1.3}
     * @param cbc whether ECDHE with AES-CBC and SHA-2 will do, too, which have no authenticated encryption; true only if a person has
     *     decided so
     */
    public record Tls(TlsSource source, boolean hostNamesVerified, String leastVersion, boolean cbc) {

        public Tls {
            Objects.requireNonNull(source);
            leastVersion =
                    leastVersion == null || leastVersion.isBlank() ? TlsPolicy.DEFAULT_VERSION : leastVersion.strip();
            TlsPolicy.of(leastVersion);
        }

        TlsPolicy policy() {
            TlsPolicy policy = TlsPolicy.of(leastVersion);
            return cbc ? policy.withCbc() : policy;
        }
    }

    public HttpSettings {
        if (timeout.toMillis() < 1 || bodyLimit < 0 || connections < 1 || connectionsPerServer < 1 || redirects < 0) {
            throw new IllegalArgumentException("a limit below the least: " + timeout + ", " + bodyLimit + ", "
                    + connections + ", " + connectionsPerServer + ", " + redirects);
        }
    }

    /**
     * One connection, kept for a minute; 64 KiB of an answer; no redirects; the authorities of the Java runtime; host names verified; TLS
     * 1.2 or later.
     */
    public static HttpSettings of(String name, Duration timeout) {
        var tls = new Tls(Trust.runtime(), true, TlsPolicy.DEFAULT_VERSION, false);
        return new HttpSettings(name, timeout, 64 * 1024, 1, 1, Duration.ofMinutes(1), 0, tls);
    }

    /** Returns the same for somebody who needs another patience. */
    public HttpSettings named(String other, Duration limit) {
        return new HttpSettings(other, limit, bodyLimit, connections, connectionsPerServer, idle, redirects, tls);
    }

    public HttpSettings withBodyLimit(int bytes) {
        return new HttpSettings(name, timeout, bytes, connections, connectionsPerServer, idle, redirects, tls);
    }

    public HttpSettings withConnections(int total, int perServer) {
        return new HttpSettings(name, timeout, bodyLimit, total, perServer, idle, redirects, tls);
    }

    public HttpSettings withIdle(Duration limit) {
        return new HttpSettings(name, timeout, bodyLimit, connections, connectionsPerServer, limit, redirects, tls);
    }

    public HttpSettings withRedirects(int most) {
        return new HttpSettings(name, timeout, bodyLimit, connections, connectionsPerServer, idle, most, tls);
    }

    public HttpSettings withTls(TlsSource source) {
        return with(new Tls(source, tls.hostNamesVerified, tls.leastVersion, tls.cbc));
    }

    public HttpSettings withoutHostNames() {
        return with(new Tls(tls.source, false, tls.leastVersion, tls.cbc));
    }

    /**
     * @param version {@code TLSv1.2} or {@code TLSv1.3}; null or empty for the former
     * @throws IllegalArgumentException if it is another; the message is for the setting {@code tls_min_version}
     */
    public HttpSettings withLeastTls(String version) {
        return with(new Tls(tls.source, tls.hostNamesVerified, version, tls.cbc));
    }

    /** Takes ECDHE with AES-CBC and SHA-2, too, as the last choice: a Windows Server 2012 R2 offers nothing better. */
    public HttpSettings withCbc() {
        return with(new Tls(tls.source, tls.hostNamesVerified, tls.leastVersion, true));
    }

    private HttpSettings with(Tls other) {
        return new HttpSettings(name, timeout, bodyLimit, connections, connectionsPerServer, idle, redirects, other);
    }
}
