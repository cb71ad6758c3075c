package org.sosgi.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.sink.jdbc.OpenStore;

/**
 * How many events a second the store of the agent takes, for as long as wanted: seven of ten from the engine's log with 20
 * attributes, two calls of the engine, and one opened connection; each batch written and safe from a crash before the next begins.
 *
 * <p>Arguments: folder of the store, seconds (60), events of a batch (5000). Run it with the heap of an agent.
 */
public final class StoreIngest {

    private static final int SERVERS = 20;
    private static final int USERS = 500;
    private static final int APPS = 200;

    private StoreIngest() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        int batch = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5_000;
        Files.createDirectories(folder);
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("ingest");
        Event engine = Decoders.event(Kind.ENGINE);
        Event perf = Decoders.event(Kind.QIX_PERF);
        Event user = Decoders.event(Kind.USER);
        try (var store = new OpenStore(url, "sosgi", new OsgiDataSourceFactory(new Driver()), "org.h2.Driver")) {
            long start = System.nanoTime();
            long cpu = cpu();
            long position = 0;
            long mark = start;
            long marked = 0;
            long cpuMarked = cpu;
            long longest = 0;
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
                List<Event> events = new ArrayList<>(batch);
                for (int i = 0; i < batch; i++) {
                    long n = position + i;
                    events.add(n % 10 < 7 ? varied(engine, n) : n % 10 < 9 ? varied(perf, n) : varied(user, n));
                }
                long before = System.nanoTime();
                store.write(events, position);
                longest = Math.max(longest, System.nanoTime() - before);
                position += batch;
                if (System.nanoTime() - mark > TimeUnit.SECONDS.toNanos(10)) {
                    say(position - marked, System.nanoTime() - mark, cpu() - cpuMarked, folder);
                    mark = System.nanoTime();
                    cpuMarked = cpu();
                    marked = position;
                }
            }
            say(position, System.nanoTime() - start, cpu() - cpu, folder);
            System.out.printf(
                    Locale.ROOT,
                    "collecting garbage took %d ms of all; longest write %d ms%n",
                    collecting(),
                    TimeUnit.NANOSECONDS.toMillis(longest));
        }
    }

    private static void say(long events, long nanos, long cpuNanos, Path folder) throws Exception {
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d events, %.0f a second, %.1f us of CPU each, %d MiB on disk%n",
                events,
                events / (nanos / 1e9),
                cpuNanos / 1e3 / events,
                bytes >> 20);
    }

    /** An event as it may come next: other server, user, app, text and numbers, a moment later. */
    private static Event varied(Event sample, long n) {
        EventType type = sample.type();
        Object[] values = new Object[sample.size()];
        for (int i = 0; i < values.length; i++) {
            Attribute attribute = type.attributes().get(i);
            Object value = sample.value(i);
            values[i] = switch (attribute.name()) {
                case "host" -> "srv-" + n % SERVERS;
                case "level" -> n % 50 == 0 ? "ERROR" : n % 20 == 0 ? "WARN" : "INFO";
                case "user_id" -> "user" + mixed(n) % USERS;
                case "user_full" -> "LAB\\user" + mixed(n) % USERS;
                case "app_id", "appId" -> "d7cf16f9-6a95-462a-9ff1-" + mixed(n / 3) % APPS;
                case "object_id" -> "object" + mixed(n / 2) % 1_500;
                case "message" ->
                    "Document opened after " + mixed(n) % 10_000 + " ms, handle " + mixed(n + 1) % 100_000 + ", of "
                            + mixed(n + 2) + " bytes, session " + Long.toHexString(mixed(n + 3));
                case "proxy_session_id", "engine_instance_id", "session_id" ->
                    new java.util.UUID(mixed(n / 40), n / 40).toString();
                default ->
                    value instanceof Double
                            ? Double.valueOf(mixed(n) % 100_000 / 100.0)
                            : value instanceof Long ? Long.valueOf(n) : value;
            };
        }
        return Event.of(type, 1_790_000_000_000_000_000L + n * 50_000, values);
    }

    /** A number that looks arbitrary, never negative. */
    private static long mixed(long n) {
        long x = (n + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return (x ^ x >>> 31) >>> 1;
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
