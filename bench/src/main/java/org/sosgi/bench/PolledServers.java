package org.sosgi.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Sense servers in the configuration of a measured agent: only their engines are asked.
 *
 * @param addresses where they are
 * @param port of their engines
 * @param certificates the folder with {@code client.pem, client_key.pem, root.pem}
 */
public record PolledServers(List<String> addresses, int port, Path certificates, Duration interval) {

    static final PolledServers NONE = new PolledServers(List.of(), 4747, Path.of("cert"), Duration.ofSeconds(30));

    public PolledServers {
        addresses = List.copyOf(addresses);
    }

    /** Returns the elements of the list {@code serversToMonitor.servers}. */
    String yaml() {
        var yaml = new StringBuilder();
        for (String address : addresses) {
            yaml.append("""
                                - host: %s:%d
                                  serverName: %s
                                  serverDescription: a node
                                  userSessions:
                                      enable: false
                                      host: %s:4243
                                      virtualProxies:
                                          - virtualProxy: /
                                  serverTags:
                                  headers:
                    """.formatted(address, port, address, address).indent(0));
        }
        return yaml.toString().stripTrailing();
    }
}
