package org.sosgi.sink.influxdb;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;

/**
 * Prints the CPU time it costs to encode an event. Not a test: figures depend on the machine and on what else it does.
 */
final class EncodeSpeed {

    private static final int EVENTS = 1_000;
    private static final int BATCHES = 300;

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private EncodeSpeed() {}

    public static void main(String[] arguments) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(Samples.qixPerf(i, "a1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5", "rJRzXW" + i)
                    .with(Attribute.tag("category.qs_log_category"), "unknown")
                    .with(Attribute.tag("tag.qs_env"), "dev"));
        }
        for (Version version :
                arguments.length == 0 ? Version.values() : new Version[] {Version.valueOf(arguments[0])}) {
            var encoder = Samples.encoder(version);
            var buffer = new LineBuffer(256 * 1024);
            for (int round = 0; round < 6; round++) {
                long start = THREAD.getCurrentThreadCpuTime();
                for (int batch = 0; batch < BATCHES; batch++) {
                    buffer.truncate(0);
                    for (Event event : events) {
                        encoder.encode(event, buffer);
                    }
                }
                long took = THREAD.getCurrentThreadCpuTime() - start;
                System.out.printf(
                        Locale.ROOT,
                        "%s round %d: %d ns per qix-perf event of %d bytes%n",
                        version,
                        round,
                        took / EVENTS / BATCHES,
                        buffer.length() / EVENTS);
            }
        }
    }
}
