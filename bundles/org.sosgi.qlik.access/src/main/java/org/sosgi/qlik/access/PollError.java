package org.sosgi.qlik.access;

import java.net.URI;
import java.util.Map;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.status.TrackedError;

/** How Butler SOS counts failed polls. */
final class PollError {

    private PollError() {}

    static TrackedError of(SenseRequest asked, Throwable failure) {
        String server = asked.origin().serverName();
        String host = hostAndPort(asked.uri());
        return switch (asked.service()) {
            case ENGINE -> new TrackedError("HEALTH_API", server, Map.of("host", host), failure);
            case PROXY ->
                new TrackedError(
                        "PROXY_API",
                        server,
                        Map.of("host", host, "virtual_proxy", asked.origin().virtualProxy()),
                        failure);
            case REPOSITORY -> {
                String alone = asked.uri().getHost();
                yield new TrackedError("APP_NAMES_EXTRACT", alone, Map.of("host", alone), failure);
            }
        };
    }

    static String hostAndPort(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
