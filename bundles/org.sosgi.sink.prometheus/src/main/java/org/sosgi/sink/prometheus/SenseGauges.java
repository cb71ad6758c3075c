package org.sosgi.sink.prometheus;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Event;

/**
 * The metrics of Butler SOS, as the last polls told them. A value that a reply does not have stays as it was.
 *
 * <p>Written by one thread while others read.
 */
final class SenseGauges {

    /** In what {@code sosgi_series_overflow_total} tells of servers and virtual proxies that are too many. */
    static final String SERVERS = "butlersos_session_active";

    static final String SESSIONS = "butlersos_user_session_total";

    /** Of one server; each start of its engine makes one, and the oldest gives way. */
    private static final int METADATA_KEPT = 20;

    /** On average, that is: as many servers as the limit allows may have so many virtual proxies. */
    private static final int PROXIES_PER_SERVER = 10;

    /** What is known of a server. */
    private static final class Server {
        private String labels = "";
        private final double[] health = new double[CompatibleMetric.HEALTH.size()];
        private final Set<String> metadata = new LinkedHashSet<>();
        private final Map<String, Sessions> sessions = new LinkedHashMap<>();
        private int failedPolls;

        Server() {
            forgetHealth();
        }

        private void forgetHealth() {
            Arrays.fill(health, Double.NaN);
            metadata.clear();
        }
    }

    /** What is known of a virtual proxy of a server; NaN for nothing. */
    private static final class Sessions {
        private String labels = "";
        private double count = Double.NaN;
        private int failedPolls;
    }

    private final int staleAfterPolls;
    private final int limit;
    private final Overflow overflow;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private int virtualProxies;

    /** @param staleAfterPolls 0 for never */
    SenseGauges(int staleAfterPolls, int limit, Overflow overflow) {
        this.staleAfterPolls = staleAfterPolls;
        this.limit = limit;
        this.overflow = overflow;
    }

    synchronized void health(Event event, String labels) {
        Server server = server(event);
        if (server == null) {
            return;
        }
        server.labels = labels;
        server.failedPolls = 0;
        for (int i = 0; i < server.health.length; i++) {
            CompatibleMetric metric = CompatibleMetric.HEALTH.get(i);
            double value = metric.value(event.value(metric.attribute()));
            if (!Double.isNaN(value)) {
                server.health[i] = value;
            }
        }
        var metadata = new StringBuilder();
        ServerLabels.append(metadata, "engine_version", event.value("version"));
        ServerLabels.append(metadata, "engine_started", event.value("started"));
        if (!metadata.isEmpty()) {
            metadata(server.metadata, metadata.toString());
        }
    }

    /** That what was stays beside what is, is how Butler SOS does it; but if what is stale shall go, this goes, too. */
    private void metadata(Set<String> all, String latest) {
        if (staleAfterPolls > 0) {
            all.clear();
        }
        if (all.add(latest) && all.size() > METADATA_KEPT) {
            all.remove(all.iterator().next());
        }
    }

    synchronized void sessions(Event event, String labels) {
        Server server = server(event);
        if (server == null || !(event.value("session_count") instanceof Long count)) {
            return;
        }
        Sessions sessions = server.sessions.get(event.text("virtual_proxy"));
        if (sessions == null) {
            if (virtualProxies >= (long) limit * PROXIES_PER_SERVER) {
                overflow.count(SESSIONS);
                return;
            }
            virtualProxies++;
            sessions = new Sessions();
            server.sessions.put(event.text("virtual_proxy"), sessions);
        }
        var all = new StringBuilder(labels);
        ServerLabels.append(all, "user_session_virtual_proxy", event.value("virtual_proxy"));
        ServerLabels.append(all, "user_session_host", event.value("session_host"));
        sessions.labels = all.toString();
        sessions.count = count;
        sessions.failedPolls = 0;
    }

    /** Notes that a server did not answer. */
    synchronized void failed(Event poll) {
        Server server = servers.get(key(poll));
        if (server == null || staleAfterPolls == 0) {
            return;
        }
        switch (poll.text("service")) {
            case "engine" -> {
                if (++server.failedPolls >= staleAfterPolls) {
                    server.forgetHealth();
                }
            }
            case "proxy" -> {
                Sessions sessions = server.sessions.get(poll.text("virtual_proxy"));
                if (sessions != null && ++sessions.failedPolls >= staleAfterPolls) {
                    sessions.count = Double.NaN;
                }
            }
            default -> {}
        }
    }

    private Server server(Event event) {
        String key = key(event);
        Server server = servers.get(key);
        if (server == null) {
            if (servers.size() >= limit) {
                overflow.count(SERVERS);
                return null;
            }
            server = new Server();
            servers.put(key, server);
        }
        return server;
    }

    private static String key(Event event) {
        return event.text("host") + '\0' + event.text("server_name");
    }

    synchronized void write(GaugeText out) {
        for (int i = 0; i < CompatibleMetric.HEALTH.size(); i++) {
            CompatibleMetric metric = CompatibleMetric.HEALTH.get(i);
            out.begin(metric.name(), metric.help());
            for (Server server : servers.values()) {
                if (!Double.isNaN(server.health[i])) {
                    out.sample(server.labels, server.health[i]);
                }
            }
            out.end();
        }
        out.begin("butlersos_engine_metadata", "Version and start of each engine, as labels");
        for (Server server : servers.values()) {
            for (String metadata : server.metadata) {
                out.sample(server.labels + (server.labels.isEmpty() ? "" : ",") + metadata, 1);
            }
        }
        out.end();
        out.begin(SESSIONS, "Sessions, as each virtual proxy tells");
        for (Server server : servers.values()) {
            for (Sessions sessions : server.sessions.values()) {
                if (!Double.isNaN(sessions.count)) {
                    out.sample(sessions.labels, sessions.count);
                }
            }
        }
        out.end();
    }
}
