package org.sosgi.http;

import java.time.Duration;

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
 * @param tls whom to trust and what to show
 * @param hostNamesVerified whether the certificate must be for the host's name; false only if a person has decided so
 */
public record HttpSettings(
        String name,
        Duration timeout,
        int bodyLimit,
        int connections,
        int connectionsPerServer,
        Duration idle,
        int redirects,
        TlsSource tls,
        boolean hostNamesVerified) {

    public HttpSettings {
        if (timeout.toMillis() < 1 || bodyLimit < 0 || connections < 1 || connectionsPerServer < 1 || redirects < 0) {
            throw new IllegalArgumentException("a limit below the least: " + timeout + ", " + bodyLimit + ", "
                    + connections + ", " + connectionsPerServer + ", " + redirects);
        }
    }

    /**
     * One connection, kept for a minute; 64 KiB of an answer; no redirects; the authorities of the Java runtime; host names verified.
     */
    public static HttpSettings of(String name, Duration timeout) {
        return new HttpSettings(name, timeout, 64 * 1024, 1, 1, Duration.ofMinutes(1), 0, Trust.runtime(), true);
    }

    public HttpSettings withBodyLimit(int bytes) {
        return new HttpSettings(
                name, timeout, bytes, connections, connectionsPerServer, idle, redirects, tls, hostNamesVerified);
    }

    public HttpSettings withConnections(int total, int perServer) {
        return new HttpSettings(name, timeout, bodyLimit, total, perServer, idle, redirects, tls, hostNamesVerified);
    }

    public HttpSettings withIdle(Duration limit) {
        return new HttpSettings(
                name, timeout, bodyLimit, connections, connectionsPerServer, limit, redirects, tls, hostNamesVerified);
    }

    public HttpSettings withRedirects(int most) {
        return new HttpSettings(
                name, timeout, bodyLimit, connections, connectionsPerServer, idle, most, tls, hostNamesVerified);
    }

    public HttpSettings withTls(TlsSource source) {
        return new HttpSettings(
                name,
                timeout,
                bodyLimit,
                connections,
                connectionsPerServer,
                idle,
                redirects,
                source,
                hostNamesVerified);
    }

    public HttpSettings withoutHostNames() {
        return new HttpSettings(
                name, timeout, bodyLimit, connections, connectionsPerServer, idle, redirects, tls, false);
    }
}
