package org.sosgi.process.qixfilter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sosgi.api.Attribute;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * How often entries of the performance log were rejected, and how long what they tell of took, per app, method and object type; told as
 * events of the type {@code agent.rejected_count}. What is counted is told once.
 *
 * <p>At most {@link #MOST_KEYS} combinations at a time; what comes beyond is counted under the source {@code _other}.
 */
final class RejectedCounts implements Collector {

    static final int MOST_KEYS = 10_000;

    static final EventType TYPE = EventType.of(
            "agent.rejected_count",
            Attribute.tag("source"),
            Attribute.tag("app_id"),
            Attribute.tag("method"),
            Attribute.tag("object_type"),
            Attribute.tag("app_name_set"),
            Attribute.tag("app_name"),
            Attribute.integer("counter", ""),
            Attribute.decimal("process_time", "ms"));

    private static final Key OTHER = new Key("_other", "", "", "", "");

    private record Key(String source, String appId, String appName, String method, String objectType) {}

    private static final class Count {
        private long events;
        private double processTime;
    }

    private Map<Key, Count> counts = new LinkedHashMap<>();

    void count(Event entry) {
        var key = new Key(
                entry.text("source"),
                entry.text("app_id"),
                entry.text("app_name"),
                entry.text("method"),
                entry.text("object_type"));
        // One that cannot be read adds nothing: a sum that has once been not-a-number stays so.
        double took = entry.value("process_time") instanceof Double time && Double.isFinite(time) ? time : 0;
        synchronized (this) {
            Count count = counts.get(key);
            if (count == null) {
                count = counts.computeIfAbsent(counts.size() < MOST_KEYS ? key : OTHER, unknown -> new Count());
            }
            count.events++;
            count.processTime += took;
        }
    }

    @Override
    public void collect(Emitter out) {
        Map<Key, Count> taken;
        synchronized (this) {
            taken = counts;
            counts = new LinkedHashMap<>();
        }
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        taken.forEach((key, count) -> out.emit(Event.of(
                TYPE,
                now,
                key.source(),
                key.appId(),
                key.method(),
                key.objectType(),
                Boolean.toString(!key.appName().isEmpty()),
                key.appName().isEmpty() ? null : key.appName(),
                count.events,
                count.processTime)));
    }
}
