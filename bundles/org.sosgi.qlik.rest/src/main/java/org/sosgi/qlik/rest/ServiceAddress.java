package org.sosgi.qlik.rest;

import java.net.URI;
import java.net.URISyntaxException;
import org.sosgi.api.qlik.SenseService;

/**
 * Where a Sense service listens.
 *
 * @param host a name or an address; one of IPv6 in brackets
 */
public record ServiceAddress(String host, int port) {

    /**
     * @param setting the name of the setting, for the message
     * @param text host or host:port; without a port it is the one the service is installed with
     * @throws IllegalArgumentException if it is anything else; the message does not repeat it, as it may hold a
     *     password
     */
    public static ServiceAddress of(String setting, String text, SenseService service) {
        try {
            URI uri = new URI("https://" + (text == null ? "" : text.strip())).parseServerAuthority();
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= 65_535) {
                return new ServiceAddress(uri.getHost(), uri.getPort() < 0 ? service.port() : uri.getPort());
            }
        } catch (URISyntaxException e) {
            // Told below, without the text.
        }
        throw new IllegalArgumentException(
                setting + " must be the name or address of a host, followed by :PORT if the port is not "
                        + service.port() + ", for example sense1.example.com:" + service.port());
    }

    /** Returns https, this address, and the path; what may not stand in a path is encoded. */
    public URI uri(String path) {
        try {
            return new URI("https", null, host, port, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not the path of a URL: " + path, e);
        }
    }
}
