package org.sosgi.process.counts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.sosgi.api.Attribute;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * How often each combination of source, host and subsystem was seen since they were last told. Nothing counted is ever lost between a
 * count and its telling, or told twice: both hold the lock, which is never held for longer than a look into a map.
 *
 * <p>At most {@link #MOST_KEYS} combinations, whoever invents them; what comes beyond is counted under {@link #OTHER}.
 */
final class CountTable {

    static final EventType TYPE = EventType.of(
            "agent.event_count",
            Attribute.tag("event_type"),
            Attribute.tag("source"),
            Attribute.tag("host"),
            Attribute.tag("subsystem"),
            Attribute.integer("counter", ""));

    static final int MOST_KEYS = 10_000;
    static final String UNKNOWN = "Unknown";
    static final Key OTHER = new Key("_other", UNKNOWN, UNKNOWN);

    record Key(String source, String host, String subsystem) {}

    private static final class Count {
        private long value;
    }

    private final String eventType;
    private Map<Key, Count> counts = new LinkedHashMap<>();
    private volatile boolean ended;

    CountTable(String eventType) {
        this.eventType = eventType;
    }

    void count(String source, String host, String subsystem) {
        var key = new Key(source, host, subsystem);
        synchronized (this) {
            Count count = counts.get(key);
            if (count == null) {
                count = counts.computeIfAbsent(counts.size() < MOST_KEYS ? key : OTHER, unknown -> new Count());
            }
            count.value++;
        }
    }

    synchronized int size() {
        return counts.size();
    }

    /** Tells each combination and how often it was seen since the call before, in the order in which they were first seen. */
    void drain(BiConsumer<Key, Long> to) {
        Map<Key, Count> taken;
        synchronized (this) {
            taken = counts;
            counts = new LinkedHashMap<>();
        }
        taken.forEach((key, count) -> to.accept(key, count.value));
    }

    void tell(Emitter out) {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        drain((key, count) ->
                out.emit(Event.of(TYPE, now, eventType, key.source(), key.host(), key.subsystem(), count)));
    }

    /** Nobody will ask for the counts any more, but for once after this. */
    void end() {
        ended = true;
    }

    /** To be called after each count: a batch that began before the end may go on counting, and then tells that itself. */
    void settle(Emitter out) {
        if (ended) {
            tell(out);
        }
    }
}
