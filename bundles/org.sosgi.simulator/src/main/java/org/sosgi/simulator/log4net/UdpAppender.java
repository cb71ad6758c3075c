package org.sosgi.simulator.log4net;

import java.util.List;
import java.util.Optional;

/** Makes datagrams of log lines. One thread: its layout counts. */
final class UdpAppender {

    private final String host;
    private final int port;
    private final Level threshold;
    private final List<Filter> filters;
    private final PatternLayout layout;

    /** @param threshold the lowest level that it takes */
    UdpAppender(String host, int port, Level threshold, List<Filter> filters, PatternLayout layout) {
        this.host = host;
        this.port = port;
        this.threshold = threshold;
        this.filters = List.copyOf(filters);
        this.layout = layout;
    }

    /** Returns the line as a datagram, or nothing if it does not take such lines. */
    Optional<LogDatagram> append(LogLine line) {
        if (line.level().compareTo(threshold) < 0 || !accepts(line)) {
            return Optional.empty();
        }
        return Optional.of(new LogDatagram(host, port, layout.format(line)));
    }

    private boolean accepts(LogLine line) {
        for (Filter filter : filters) {
            Filter.Decision decision = filter.decide(line);
            if (decision != Filter.Decision.NEUTRAL) {
                return decision == Filter.Decision.ACCEPT;
            }
        }
        return true;
    }
}
