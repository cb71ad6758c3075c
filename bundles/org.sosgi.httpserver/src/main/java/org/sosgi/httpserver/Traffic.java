package org.sosgi.httpserver;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report.Figure;

/** Counts who came to a door, and logs who was turned away: once a minute and reason, however many there are. */
final class Traffic {

    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Why somebody was turned away. */
    enum Reason {
        SOURCE("refused_source", "source is not allowed"),
        RATE("rate_limited", "too many requests"),
        TOKEN("unauthorised", "no token, or a wrong one"),
        BAD("bad_requests", "what was sent is no proper request"),
        HANDSHAKE("refused_handshakes", "TLS handshake failed"),
        CONNECTIONS("refused_connections", "too many connections"),
        SLOW("slow_connections", "request sent, or answer taken, too slowly");

        private final String figure;
        private final String text;

        Reason(String figure, String text) {
            this.figure = figure;
            this.text = text;
        }
    }

    private static final class Refused {
        private final LongAdder count = new LongAdder();
        private final AtomicLong logged;

        private Refused(long logged) {
            this.logged = new AtomicLong(logged);
        }
    }

    private final String door;
    private final LongSupplier clock;
    private final LongAdder requests = new LongAdder();
    private final Map<Reason, Refused> refused = new EnumMap<>(Reason.class);

    /** @param clock nanoseconds */
    Traffic(String door, LongSupplier clock) {
        this.door = door;
        this.clock = clock;
        for (Reason reason : Reason.values()) {
            refused.put(reason, new Refused(clock.getAsLong() - LOG_EVERY_NANOS));
        }
    }

    void request() {
        requests.increment();
    }

    void refuse(Reason reason, InetAddress source) {
        Refused entry = refused.get(reason);
        entry.count.increment();
        long last = entry.logged.get();
        long now = clock.getAsLong();
        if (now - last >= LOG_EVERY_NANOS && entry.logged.compareAndSet(last, now)) {
            LOG.warn(
                    "Endpoint {}: refused {}: {}; {} so far, more of this in the next minute is not logged",
                    door,
                    source == null ? "somebody" : source.getHostAddress(),
                    reason.text,
                    entry.count.sum());
        }
    }

    long refused(Reason reason) {
        return refused.get(reason).count.sum();
    }

    void addTo(List<Figure> figures) {
        figures.add(Figure.counter("requests", requests.sum()));
        refused.forEach((reason, entry) -> figures.add(Figure.counter(reason.figure, entry.count.sum())));
    }
}
