package org.sosgi.process.counts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How often each combination of source, host and subsystem was seen since they were last told. Nothing counted is ever lost between a
 * count and its telling, or told twice: both hold the lock, which is never held for longer than a look into a map.
 *
 * <p>At most {@link #MOST_KEYS} combinations, whoever invents them; what comes beyond is counted under {@link #OTHER}.
 */
final class CountTable {

    static final int MOST_KEYS = 10_000;
    static final String UNKNOWN = "Unknown";
    static final Key OTHER = new Key("_other", UNKNOWN, UNKNOWN);

    record Key(String source, String host, String subsystem) {}

    private static final class Count {
        private long value;
    }

    private Map<Key, Count> counts = new LinkedHashMap<>();

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
}
