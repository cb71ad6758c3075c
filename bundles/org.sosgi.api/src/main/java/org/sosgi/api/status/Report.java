package org.sosgi.api.status;

import java.util.List;
import java.util.Objects;

/**
 * How one part of the agent is at this moment.
 *
 * @param kind what it is, one word in the singular: {@code sink}, {@code endpoint}, {@code journal}, {@code intake}, {@code
 *     collector}
 * @param name which one it is, stable across restarts
 * @param state how it is
 * @param detail why it is not well, in one line a person understands; empty if it is well. No secrets, no personal data.
 * @param figures its counters and gauges, in the order in which they are best read; names are unique within a report
 */
public record Report(String kind, String name, State state, String detail, List<Figure> figures) {

    /** How well something is; the later the worse. */
    public enum State {
        OK,
        /** On purpose not working: paused, or its bundle is gone. */
        STOPPED,
        /** Working, but a person should look. */
        DEGRADED,
        FAILED
    }

    /**
     * One number.
     *
     * @param name snake case, with the unit at its end if it has one: {@code events_delivered}, {@code oldest_pending_ms}
     * @param counter true if it only ever grows (until the agent is restarted), false for a gauge
     */
    public record Figure(String name, long value, boolean counter) {

        public static Figure counter(String name, long value) {
            return new Figure(name, value, true);
        }

        public static Figure gauge(String name, long value) {
            return new Figure(name, value, false);
        }
    }

    public Report {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
        Objects.requireNonNull(detail);
        figures = List.copyOf(figures);
    }

    /** Returns the figure of that name, or 0. */
    public long figure(String figure) {
        return figures.stream()
                .filter(f -> f.name().equals(figure))
                .mapToLong(Figure::value)
                .findFirst()
                .orElse(0);
    }
}
