package org.sosgi.udp;

import java.util.List;

/** The settings of one endpoint, checked. */
record Settings(
        String endpoint,
        String host,
        int port,
        int receiveBuffer,
        int maxDatagram,
        int queueEvents,
        long queueBytes,
        int backpressureThreshold,
        int rateLimit,
        Sources sources,
        long queueMetricsInterval,
        String transport) {

    /**
     * Whose datagrams are taken, and how many.
     *
     * @param validated whether only those of the allowed sources are
     * @param failOpen whether those of all are, while not one allowed source is known
     * @param perSecond how many of each source; 0 for no limit
     * @param most for how many sources at once that is kept count of
     */
    record Sources(boolean validated, List<String> allowed, boolean failOpen, int perSecond, int most) {

        /** Datagrams of all sources, as many as there come. */
        static final Sources ANY = new Sources(false, List.of(), false, 0, 10_000);

        Sources {
            allowed = List.copyOf(allowed);
            range("rate_limit_per_source", perSecond, 0, 1_000_000);
            range("max_sources", most, 1, 1_000_000);
        }
    }

    static final int LEAST_QUEUE_BYTES = 131_072;

    Settings {
        check(endpoint.matches("[A-Za-z0-9._-]{1,64}"), "endpoint", endpoint, "a name of letters, digits and . _ -");
        check(!host.isBlank(), "host", host, "an address or a host name");
        range("port", port, 0, 65_535);
        range("receive_buffer", receiveBuffer, 1, Integer.MAX_VALUE);
        range("max_datagram", maxDatagram, 1, 65_507);
        range("queue_events", queueEvents, 1, Integer.MAX_VALUE);
        // Any single datagram must fit, whatever the queue's size.
        range("queue_bytes", queueBytes, LEAST_QUEUE_BYTES, Long.MAX_VALUE);
        range("backpressure_threshold", backpressureThreshold, 1, 100);
        range("rate_limit", rateLimit, 0, Integer.MAX_VALUE);
        check(
                queueMetricsInterval == 0 || queueMetricsInterval >= 1_000,
                "queue_metrics_interval",
                queueMetricsInterval,
                "0 for none, or 1000 (ms) or more");
        check(List.of("auto", "nio", "epoll").contains(transport), "transport", transport, "one of auto, epoll, nio");
    }

    static Settings of(UdpEndpoint.Config config) {
        return new Settings(
                config.endpoint(),
                config.host(),
                config.port(),
                config.receive__buffer(),
                config.max__datagram(),
                config.queue__events(),
                config.queue__bytes(),
                config.backpressure__threshold(),
                config.rate__limit(),
                new Sources(
                        config.source__validation(),
                        List.of(config.allowed__sources()),
                        config.allow__list__fail__open(),
                        config.rate__limit__per__source(),
                        config.max__sources()),
                config.queue__metrics__interval(),
                config.transport());
    }

    private static void range(String name, long value, long least, long most) {
        check(value >= least && value <= most, name, value, "from " + least + " to " + most);
    }

    private static void check(boolean right, String name, Object value, String wanted) {
        if (!right) {
            throw new IllegalArgumentException("org.sosgi.udp: " + name + " must be " + wanted + ", not " + value);
        }
    }
}
