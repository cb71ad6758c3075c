package org.sosgi.setup.probe;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where something listens.
 *
 * @param host a name or an address; IPv6 ones without brackets
 */
public record HostPort(String host, int port) {

    private static final int MOST = 65_535;

    /**
     * @param text {@code HOST} or {@code HOST:PORT}; IPv6 addresses in brackets
     * @param usual the port if the text has none
     * @throws IllegalArgumentException if that is no address
     */
    public static HostPort of(String text, int usual) {
        try {
            URI uri = new URI("https://" + text.strip()).parseServerAuthority();
            boolean alone = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (alone && uri.getPort() != 0 && uri.getPort() <= MOST) {
                String host = uri.getHost();
                boolean bracketed = host.startsWith("[");
                return new HostPort(
                        bracketed ? host.substring(1, host.length() - 1) : host,
                        uri.getPort() < 0 ? usual : uri.getPort());
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new IllegalArgumentException("\"" + text + "\" is no host name, address, or HOST:PORT");
    }

    /** @throws IllegalArgumentException if the path is none */
    URI https(String path) {
        try {
            return new URI("https", null, bracketed(), port, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path: " + path, e);
        }
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }
}
