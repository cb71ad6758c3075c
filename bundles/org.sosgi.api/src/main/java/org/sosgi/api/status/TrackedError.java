package org.sosgi.api.status;

import java.util.Map;
import java.util.Objects;

/**
 * Something that failed towards the outside: a poll, a write, a datagram that could not be handled.
 *
 * @param type a stable word in upper case: {@code HEALTH_API}, {@code PROXY_API}, {@code APP_NAMES_EXTRACT}, {@code
 *     INFLUXDB_V1_WRITE}, {@code UDP_LOG_EVENT} …
 * @param serverName which Sense server it concerns; empty if none
 * @param tags where else it belongs; known keys: {@code host}, {@code virtual_proxy}, {@code destination_host}, {@code module}
 * @param cause what was thrown; of a {@link org.sosgi.api.RequestFailedException} address, status and time are told
 */
public record TrackedError(String type, String serverName, Map<String, String> tags, Throwable cause) {

    public TrackedError {
        Objects.requireNonNull(type);
        Objects.requireNonNull(serverName);
        Objects.requireNonNull(cause);
        tags = Map.copyOf(tags);
    }
}
