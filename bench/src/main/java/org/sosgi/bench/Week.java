package org.sosgi.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** A week of a site with twenty servers: polls twice a minute, the rest logs, the engine's calls and users; the same at every run. */
final class Week {

    static final Instant FROM = Instant.parse("2026-11-17T00:00:00Z");
    static final int SERVERS = 20;
    static final int USERS = 500;
    static final int APPS = 200;

    /** Occurs in one log line of a million. */
    static final String RARE = "licence lease could not be renewed";

    private static final EventType HEALTH = type(
            "sense.health",
            tags("host", "server_name", "server_description"),
            texts("version", "uptime", "active_docs", "active_docs_names", "loaded_docs", "loaded_docs_names"),
            decimals("mem_committed", "mem_allocated", "mem_free", "calls", "selections", "cpu_total"),
            decimals("session_active", "session_total", "users_active", "users_total"),
            decimals("cache_hits", "cache_lookups", "cache_added", "cache_replaced", "cache_bytes_added"),
            List.of(Attribute.integer("loaded_docs_count", ""), Attribute.flag("saturated")));
    private static final EventType POLL = type(
            "sense.poll",
            tags("service", "host", "server_name", "server_description", "virtual_proxy"),
            List.of(Attribute.integer("up", ""), Attribute.decimal("latency", "ms"), Attribute.integer("status", "")));
    private static final EventType SESSIONS = type(
            "sense.sessions",
            tags("host", "server_name", "server_description", "virtual_proxy"),
            List.of(Attribute.integer("session_count", ""), Attribute.text("user_list")));
    private static final EventType LOG = type(
            "log.engine",
            List.of(Attribute.tag("source"), Attribute.integer("log_row", "")),
            texts("ts_iso", "ts_local"),
            tags("level", "host", "subsystem", "windows_user"),
            texts("message", "proxy_session_id"),
            tags("user_directory", "user_id"),
            texts("engine_ts", "process_id"),
            tags("engine_exe_version"),
            texts("server_started"),
            tags("entry_type"),
            texts("session_id"),
            tags("app_id", "user_full"));
    private static final EventType[] OTHER_LOGS = {other("log.proxy"), other("log.repository"), other("log.scheduler")};
    private static final EventType PERF = type(
            "log.qix-perf",
            List.of(Attribute.tag("source"), Attribute.integer("log_row", "")),
            texts("ts_iso", "ts_local"),
            tags("level", "host", "subsystem", "user_directory", "user_id"),
            texts("session_id"),
            tags("app_id", "app_name", "method"),
            decimals("process_time", "work_time", "lock_time", "validate_time", "traverse_time"),
            texts("object_id"),
            tags("object_type", "event_activity_source", "user_full"));
    private static final EventType USER = type(
            "user",
            tags("messageType", "host", "command", "user_directory", "user_id", "origin"),
            texts("context", "message"),
            tags("user_full", "appId", "appName"));

    private static final String[] METHODS = {
        "Global::OpenDoc", "Doc::GetObject", "GenericObject::GetLayout", "GenericObject::GetHyperCubeData",
        "Field::Select", "Doc::CreateSessionObject", "GenericObject::SelectHyperCubeValues", "Doc::DoReload"
    };
    private static final String[] TYPES = {"linechart", "barchart", "table", "kpi", "filterpane", "pivot-table"};

    private final Random random = new Random(42);
    private final Duration length;
    private final long logs;
    private long position;

    /**
     * @param count how many events a whole week has; of them about 1.2 million are polls
     * @param length how much of the week
     */
    Week(long count, Duration length) {
        this.length = length;
        long week = Duration.ofDays(7).toSeconds();
        long polls = week / 30 * SERVERS * 3;
        this.logs = Math.max(0, count - polls) * length.toSeconds() / week;
    }

    Instant end() {
        return FROM.plus(length);
    }

    /** Hands on batches of 2,000 in the order of time. */
    void run(Consumer<List<Event>> out) {
        List<Event> batch = new ArrayList<>();
        long seconds = length.toSeconds();
        long done = 0;
        for (long second = 0; second < seconds; second++) {
            long nanos = (FROM.getEpochSecond() + second) * 1_000_000_000L;
            for (int server = 0; server < SERVERS; server++) {
                if ((second + server) % 30 == 0) {
                    polls(server, nanos + server * 1_000_000L, batch);
                }
            }
            long due = logs * (second + 1) / seconds;
            for (; done < due; done++) {
                nanos += 900_000_000L / Math.max(1, logs / seconds + 1);
                batch.add(log(nanos));
            }
            while (batch.size() >= 2_000 || second == seconds - 1 && !batch.isEmpty()) {
                List<Event> some = List.copyOf(batch.subList(0, Math.min(2_000, batch.size())));
                batch.subList(0, some.size()).clear();
                out.accept(some);
            }
        }
    }

    static String host(int server) {
        return "sense" + server + ".example.com";
    }

    static String user(int user) {
        return "user" + user;
    }

    static String app(int app) {
        return "8a1f0c52-0000-4000-8000-" + (100_000_000_000L + app);
    }

    private void polls(int server, long nanos, List<Event> batch) {
        String host = host(server);
        double load = 10 + server + 5 * Math.sin(nanos / 3.6e12) + random.nextDouble();
        String docs = "[\"" + app(random.nextInt(APPS)) + "\",\"" + app(random.nextInt(APPS)) + "\"]";
        batch.add(Event.of(
                HEALTH,
                nanos,
                host,
                "server " + server,
                "an engine",
                "12.2027.2",
                "9 days, 5h 07m 09s",
                docs,
                docs,
                docs,
                docs,
                32_000 + load,
                28_000 + load,
                16_000 - load,
                position * 1.0,
                position / 2.0,
                load,
                load * 3,
                load * 4,
                load * 2,
                load * 2,
                position * 0.9,
                position * 1.0,
                12.0,
                3.0,
                1e6,
                (long) random.nextInt(40),
                false));
        batch.add(Event.of(
                POLL,
                nanos + 100,
                "engine",
                host,
                "server " + server,
                "an engine",
                "",
                1L,
                random.nextDouble() * 40,
                200L));
        batch.add(Event.of(
                SESSIONS,
                nanos + 200,
                host,
                "server " + server,
                "an engine",
                server % 2 == 0 ? "" : "hub",
                (long) random.nextInt(50),
                "DIR\\user1,DIR\\user2"));
        position++;
    }

    private Event log(long nanos) {
        int kind = random.nextInt(100);
        String host = host(random.nextInt(SERVERS));
        int user = (int) (USERS * Math.pow(random.nextDouble(), 2));
        int app = (int) (APPS * Math.pow(random.nextDouble(), 2));
        String full = "DIR\\" + user(user);
        if (kind < 4) {
            return Event.of(
                    USER,
                    nanos,
                    "qseow-proxy-session",
                    host,
                    random.nextBoolean() ? "Start session" : "Stop session",
                    "DIR",
                    user(user),
                    "Proxy",
                    "AppAccess",
                    "session of " + full,
                    full,
                    app(app),
                    "App " + app);
        }
        if (kind < 34) {
            double time = Math.exp(random.nextGaussian() * 1.5 + 3);
            return Event.of(
                    PERF,
                    nanos,
                    "qseow-qix-perf",
                    (long) random.nextInt(100_000),
                    "2026-11-17T10:00:00.000Z",
                    "2026-11-17 10:00:00",
                    "INFO",
                    host,
                    "QixPerformance.Engine.Engine",
                    "DIR",
                    user(user),
                    id(),
                    app(app),
                    "App " + app,
                    METHODS[random.nextInt(METHODS.length)],
                    time,
                    time * 0.8,
                    0.0,
                    0.0,
                    time * 0.1,
                    "obj" + random.nextInt(3000),
                    TYPES[random.nextInt(TYPES.length)],
                    "user",
                    full);
        }
        int severity = random.nextInt(200);
        String level = severity == 0 ? "ERROR" : severity < 8 ? "WARN" : "INFO";
        String message = random.nextInt(1_000_000) == 0
                ? RARE
                : "Command " + random.nextInt(1_000_000) + " of the session was handled, the document stays open for "
                        + app;
        if (kind < 70) {
            return Event.of(
                    LOG,
                    nanos,
                    "qseow-engine",
                    (long) random.nextInt(100_000),
                    "2026-11-17T10:00:00.000Z",
                    "2026-11-17 10:00:00",
                    level,
                    host,
                    "System.Engine.Engine",
                    "LOCAL\\sense",
                    message,
                    id(),
                    "DIR",
                    user(user),
                    "2026-11-17 10:00:00",
                    id(),
                    "12.2027.2",
                    "2026-11-01 10:00:00",
                    "1",
                    id(),
                    app(app),
                    full);
        }
        EventType type = OTHER_LOGS[kind % OTHER_LOGS.length];
        return Event.of(
                type,
                nanos,
                "qseow" + type.name().substring(3).replace('.', '-'),
                (long) random.nextInt(100_000),
                "2026-11-17T10:00:00.000Z",
                "2026-11-17 10:00:00",
                level,
                host,
                "Service.Main",
                "LOCAL\\sense",
                message,
                "",
                "DIR",
                user(user),
                "Execute",
                "0",
                "Origin",
                "Context of it",
                full);
    }

    private String id() {
        return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static EventType other(String name) {
        return type(
                name,
                List.of(Attribute.tag("source"), Attribute.integer("log_row", "")),
                texts("ts_iso", "ts_local"),
                tags("level", "host", "subsystem", "windows_user"),
                texts("message", "exception_message"),
                tags("user_directory", "user_id"),
                texts("command", "result_code", "origin", "context"),
                tags("user_full"));
    }

    @SafeVarargs
    private static EventType type(String name, List<Attribute>... parts) {
        List<Attribute> all = new ArrayList<>();
        for (List<Attribute> part : parts) {
            all.addAll(part);
        }
        return EventType.of(name, all);
    }

    private static List<Attribute> tags(String... names) {
        return List.of(names).stream().map(Attribute::tag).toList();
    }

    private static List<Attribute> texts(String... names) {
        return List.of(names).stream().map(Attribute::text).toList();
    }

    private static List<Attribute> decimals(String... names) {
        return List.of(names).stream().map(name -> Attribute.decimal(name, "")).toList();
    }
}
