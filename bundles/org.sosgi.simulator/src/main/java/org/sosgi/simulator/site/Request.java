package org.sosgi.simulator.site;

import java.util.Locale;
import java.util.Map;

/**
 * A request that a site got.
 *
 * @param service which service was asked
 * @param address of which node
 * @param port on which port
 * @param method such as {@code GET}
 * @param uri as it was sent, with its query
 * @param headers by their names in lower case; may hold secrets
 * @param client the common name in the client's certificate
 * @param time when it had arrived whole: nanoseconds since 1970-01-01T00:00Z
 * @param nanoTime the same by {@link System#nanoTime}, to measure intervals
 */
public record Request(
        Service service,
        String address,
        int port,
        String method,
        String uri,
        Map<String, String> headers,
        String client,
        long time,
        long nanoTime) {

    public Request {
        headers = Map.copyOf(headers);
    }

    /** Returns a header's value, or an empty text if it is not there. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** Returns the URI without its query. */
    public String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Without the headers. */
    @Override
    public String toString() {
        return method + " " + uri + " to " + service + " " + address + ":" + port;
    }
}
