package org.sosgi.qlik.access;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.sosgi.api.status.Report;
import org.sosgi.http.Protection;

/** Each connection that is not verified, for the status: one switch is for all of them, but each is a danger of its own. */
final class UnverifiedServers {

    /** Three services of a large site's nodes; whoever has more knows by then. */
    private static final int MOST = 1_500;

    private final Map<String, URI> servers = new ConcurrentSkipListMap<>();

    void asked(URI uri) {
        String server = PollError.hostAndPort(uri);
        if (!servers.containsKey(server) && servers.size() < MOST) {
            servers.put(server, uri);
        }
    }

    List<Report> reports() {
        return servers.entrySet().stream()
                .map(server -> Protection.report(server.getKey(), new Protection(server.getValue(), false, true)))
                .toList();
    }
}
