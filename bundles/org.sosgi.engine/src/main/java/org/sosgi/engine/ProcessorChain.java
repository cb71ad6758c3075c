package org.sosgi.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.framework.Constants;
import org.sosgi.api.Processor;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;

/**
 * The processors that are there, in their order. Readers see either the chain before a change or the one after it.
 *
 * <p>Safe for use by several threads.
 */
final class ProcessorChain {

    /** One processor in its place, and what it did. */
    static final class Link {
        final Processor processor;
        final String name;
        final int ranking;
        final LongAdder received = new LongAdder();
        final LongAdder emitted = new LongAdder();
        final LongAdder failed = new LongAdder();

        Link(Processor processor, String name, int ranking) {
            this.processor = processor;
            this.name = name;
            this.ranking = ranking;
        }
    }

    private final Map<Processor, Link> links = new ConcurrentHashMap<>();
    private volatile Link[] ordered = {};

    void add(Processor processor, Map<String, ?> properties) {
        int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
        links.put(processor, new Link(processor, ServiceName.label(properties, Processor.NAME), ranking));
        reorder();
    }

    void remove(Processor processor) {
        links.remove(processor);
        reorder();
    }

    private synchronized void reorder() {
        List<Link> sorted = new ArrayList<>(links.values());
        sorted.sort(Comparator.comparingInt((Link link) -> -link.ranking).thenComparing(link -> link.name));
        ordered = sorted.toArray(Link[]::new);
    }

    /** Returns the chain as it is now; not to be written to. */
    Link[] links() {
        return ordered;
    }

    List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        for (Link link : ordered) {
            long failed = link.failed.sum();
            reports.add(new Report(
                    "processor",
                    link.name,
                    failed == 0 ? State.OK : State.DEGRADED,
                    failed == 0 ? "" : "failed for some events, which were dropped; see the log",
                    List.of(
                            Figure.counter("events_received", link.received.sum()),
                            Figure.counter("events_emitted", link.emitted.sum()),
                            Figure.counter("events_failed", failed))));
        }
        return reports;
    }
}
