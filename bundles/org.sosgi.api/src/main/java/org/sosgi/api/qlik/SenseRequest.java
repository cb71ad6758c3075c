package org.sosgi.api.qlik;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A GET to a Sense service.
 *
 * @param service whom to ask; a request to {@link SenseService#PROXY} or {@link SenseService#REPOSITORY} gets a random Xrfkey, in the
 *     query and as a header
 * @param origin on whose behalf; told in the outcome, with empty texts where there is nothing to tell
 * @param uri https, with host; without Xrfkey
 * @param headers more headers; may hold secrets, and are never logged
 */
public record SenseRequest(SenseService service, Origin origin, URI uri, Map<String, String> headers) {

    /**
     * Whom a poll is about.
     *
     * @param host the server's host without its port
     * @param serverName the server's name in the configuration
     * @param serverDescription its description there
     * @param virtualProxy as configured; empty if the poll is not about one
     */
    public record Origin(String host, String serverName, String serverDescription, String virtualProxy) {

        public Origin {
            Objects.requireNonNull(host);
            Objects.requireNonNull(serverName);
            Objects.requireNonNull(serverDescription);
            Objects.requireNonNull(virtualProxy);
        }
    }

    public SenseRequest {
        Objects.requireNonNull(service);
        Objects.requireNonNull(origin);
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("a Sense service is asked by https://HOST…, not " + uri);
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Without the headers, which may hold secrets. */
    @Override
    public String toString() {
        return "GET " + uri;
    }
}
