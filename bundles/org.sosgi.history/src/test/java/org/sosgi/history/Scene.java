package org.sosgi.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.history.Row;

/** Events such as a small site makes, out of a seed. */
final class Scene {

    static final EventType ENGINE = EventType.of(
            "log.engine",
            Attribute.tag("source"),
            Attribute.integer("log_row", ""),
            Attribute.tag("level"),
            Attribute.tag("host"),
            Attribute.text("message"),
            Attribute.tag("user_id"),
            Attribute.tag("app_id"));
    static final EventType PROXY = EventType.of(
            "log.proxy",
            Attribute.tag("source"),
            Attribute.tag("level"),
            Attribute.tag("host"),
            Attribute.text("message"),
            Attribute.text("command"),
            Attribute.tag("user_id"));
    static final EventType PERF = EventType.of(
            "log.qix-perf",
            Attribute.tag("source"),
            Attribute.tag("level"),
            Attribute.tag("host"),
            Attribute.tag("app_id"),
            Attribute.tag("app_name"),
            Attribute.tag("method"),
            Attribute.decimal("process_time", "ms"),
            Attribute.text("object_id"),
            Attribute.tag("object_type"),
            Attribute.tag("user_full"));
    static final EventType USER = EventType.of(
            "user",
            Attribute.tag("messageType"),
            Attribute.tag("host"),
            Attribute.tag("command"),
            Attribute.tag("user_id"),
            Attribute.tag("appName"),
            Attribute.tag("tag.site"));
    static final EventType HEALTH = EventType.of(
            "sense.health",
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.decimal("cpu_total", "%"),
            Attribute.decimal("session_active", ""),
            Attribute.integer("loaded_docs_count", ""),
            Attribute.flag("saturated"),
            Attribute.text("active_docs_names"));
    static final EventType POLL = EventType.of(
            "sense.poll",
            Attribute.tag("service"),
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("virtual_proxy"),
            Attribute.integer("up", ""),
            Attribute.decimal("latency", "ms"));
    static final EventType MEMORY =
            EventType.of("agent.memory", Attribute.tag("instance"), Attribute.decimal("heap_used", "MBy"));

    private static final String[] LEVELS = {"INFO", "INFO", "INFO", "INFO", "INFO", "WARN", "WARN", "ERROR"};
    private static final String[] TEXTS = {
        "the app was opened",
        "100% of the cache_size is used",
        "Could not reload!",
        "ÄRGER mit Umlauten",
        "session closed"
    };

    private final Random random;
    private final List<Stored> events = new ArrayList<>();

    /** An event and its place in the journal. */
    record Stored(Event event, long position) {

        Instant time() {
            return Instant.EPOCH.plusNanos(event.time());
        }

        /** What a store makes of it. */
        Row row() {
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 0; i < event.size(); i++) {
                Object value = event.value(i);
                if (value != null && !value.equals(Double.NaN)) {
                    values.put(field(event.type().attributes().get(i).name()), value);
                }
            }
            return new Row(event.type().name(), time(), position, values);
        }

        private static String field(String attribute) {
            return switch (attribute) {
                case "messageType" -> "message_type";
                case "appName" -> "app_name";
                case "tag.site" -> "tag_site";
                default -> attribute;
            };
        }
    }

    private Scene(long seed) {
        this.random = new Random(seed);
    }

    /**
     * @return in the order of the journal, in which times sometimes run back. Times are whole microseconds; no two events of one
     *     server and type have the same millisecond.
     */
    static List<Stored> of(long seed, int count, Instant from, Duration length) {
        var scene = new Scene(seed);
        double step = length.toMillis() / (double) count;
        for (int i = 0; i < count; i++) {
            long late = scene.random.nextInt(8) == 0 ? scene.random.nextInt(5_000) : 0;
            long millis = from.toEpochMilli() + (long) (i * step) - late;
            long nanos = millis * 1_000_000 + scene.random.nextInt(1000) * 1000L;
            scene.events.add(new Stored(scene.event(nanos), 1_000 + i));
        }
        return scene.events;
    }

    static List<Stored> newestFirst(List<Stored> events) {
        List<Stored> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparing((Stored e) -> e.time().toEpochMilli())
                .thenComparing(Stored::position)
                .reversed());
        return sorted;
    }

    private Event event(long nanos) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 ->
                Event.of(
                        ENGINE,
                        nanos,
                        "qseow-engine",
                        (long) random.nextInt(3),
                        one(LEVELS),
                        host(),
                        one(TEXTS),
                        user(),
                        app());
            case 3 -> Event.of(PROXY, nanos, "qseow-proxy", one(LEVELS), host(), one(TEXTS), "Open connection", user());
            case 4, 5 -> perf(nanos);
            case 6 ->
                Event.of(
                        USER,
                        nanos,
                        "qseow-proxy-session",
                        host(),
                        random.nextBoolean() ? "Start session" : "Stop session",
                        user(),
                        random.nextBoolean() ? "Sales" : null,
                        "north");
            case 7 -> health(nanos);
            case 8 ->
                Event.of(
                        POLL,
                        nanos,
                        random.nextBoolean() ? "engine" : "proxy",
                        host(),
                        "name",
                        random.nextBoolean() ? "" : "hub",
                        (long) random.nextInt(2),
                        random.nextInt(5) == 0 ? null : random.nextInt(1000) / 8.0);
            default -> Event.of(MEMORY, nanos, "a", random.nextInt(1000) / 4.0);
        };
    }

    private Event health(long nanos) {
        String host = host();
        return Event.of(
                HEALTH,
                nanos,
                host,
                "the " + host,
                random.nextInt(10) == 0 ? Double.NaN : random.nextInt(800) / 8.0,
                (double) random.nextInt(50),
                (long) random.nextInt(9),
                random.nextInt(3) == 0 ? null : random.nextBoolean(),
                "[\"Sales\"]");
    }

    private Event perf(long nanos) {
        String app = app();
        return Event.of(
                PERF,
                nanos,
                "qseow-qix-perf",
                "INFO",
                host(),
                app,
                "App " + app,
                "Global::Method" + random.nextInt(4),
                random.nextInt(12) == 0 ? Double.NaN : Math.rint(Math.exp(random.nextDouble() * 10) * 8) / 8,
                random.nextInt(3) == 0 ? "" : "object" + random.nextInt(6),
                "linechart",
                "DIR\\" + user());
    }

    private String host() {
        return "sense" + random.nextInt(3);
    }

    private String user() {
        return "user" + random.nextInt(20);
    }

    private String app() {
        return "app-" + random.nextInt(5);
    }

    private String one(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }
}
