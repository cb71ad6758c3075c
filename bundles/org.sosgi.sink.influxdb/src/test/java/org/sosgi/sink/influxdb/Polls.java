package org.sosgi.sink.influxdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Events as collectors make them of the replies of Sense nodes, in a site of three nodes. */
final class Polls {

    /** In place of a time that only a clock can tell. */
    static final String UPTIME = "<UPTIME>";

    static final EventType HEALTH = EventType.of(
            "sense.health",
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("server_description"),
            Attribute.text("version"),
            Attribute.text("started"),
            Attribute.text("uptime"),
            Attribute.decimal("mem_committed", "MBy"),
            Attribute.decimal("mem_allocated", "MBy"),
            Attribute.decimal("mem_free", "MBy"),
            Attribute.text("active_docs"),
            Attribute.text("active_docs_names"),
            Attribute.text("active_session_docs_names"),
            Attribute.text("loaded_docs"),
            Attribute.text("loaded_docs_names"),
            Attribute.text("loaded_session_docs_names"),
            Attribute.text("in_memory_docs"),
            Attribute.text("in_memory_docs_names"),
            Attribute.text("in_memory_session_docs_names"),
            Attribute.integer("active_docs_count", ""),
            Attribute.integer("loaded_docs_count", ""),
            Attribute.integer("in_memory_docs_count", ""),
            Attribute.decimal("calls", ""),
            Attribute.decimal("selections", ""),
            Attribute.decimal("cpu_total", "%"),
            Attribute.decimal("session_active", ""),
            Attribute.decimal("session_total", ""),
            Attribute.decimal("users_active", ""),
            Attribute.decimal("users_total", ""),
            Attribute.decimal("cache_hits", ""),
            Attribute.decimal("cache_lookups", ""),
            Attribute.decimal("cache_added", ""),
            Attribute.decimal("cache_replaced", ""),
            Attribute.decimal("cache_bytes_added", ""),
            Attribute.flag("saturated"));

    static final EventType SESSIONS = EventType.of(
            "sense.sessions",
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("server_description"),
            Attribute.tag("virtual_proxy"),
            Attribute.tag("session_host"),
            Attribute.integer("session_count", ""),
            Attribute.text("user_list"),
            Attribute.text("sessions"));

    static final EventType SESSION = EventType.of(
            "sense.session",
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("server_description"),
            Attribute.tag("virtual_proxy"),
            Attribute.tag("session_host"),
            Attribute.text("session_id"),
            Attribute.text("user_directory"),
            Attribute.text("user_id"));

    static final EventType ERROR = EventType.of(
            "agent.error",
            Attribute.tag("error_type"),
            Attribute.tag("server_name"),
            Attribute.tag("host"),
            Attribute.tag("virtual_proxy"),
            Attribute.tag("destination_host"),
            Attribute.tag("module"),
            Attribute.integer("error_count", ""),
            Attribute.text("error_category"),
            Attribute.text("error_code"),
            Attribute.text("request_url"),
            Attribute.text("remote_address"),
            Attribute.text("syscall"),
            Attribute.integer("request_timeout_ms", "ms"),
            Attribute.integer("remote_port", ""),
            Attribute.integer("http_status", ""));

    private record Node(String name, String description, String group, String location) {}

    private static final Map<String, Node> SITE = Map.of(
            "127.0.0.1", new Node("sense1", "Central node", "DEV", "Stockholm, Sweden"),
            "127.0.0.2", new Node("sense two", "Rim node, with comma = and space", "PROD", "Europe"),
            "127.0.0.3", new Node("sense3", "No session extraction", "PROD", "Asia"));

    private Polls() {}

    /** @param from what was asked of whom: {@code engine/HOST}, {@code proxy/HOST/PREFIX} or {@code qrs/*} */
    static List<Event> events(String from, Map<?, ?> reply) {
        String[] parts = from.split("/", -1);
        return switch (parts[0]) {
            case "engine" ->
                reply.get("json") instanceof Map<?, ?> body
                        ? List.of(health(parts[1], body))
                        : failure("HEALTH_API", parts[1], parts[1] + ":4747", null, "/engine/healthcheck", reply);
            case "proxy" -> {
                String proxy = parts[2].equals("-") ? "/" : "/" + parts[2];
                yield reply.get("json") instanceof List<?> body
                        ? sessions(parts[1], proxy, body)
                        : failure("PROXY_API", parts[1], parts[1] + ":4243", proxy, "/qps/session", reply);
            }
            default ->
                reply.get("json") instanceof List<?>
                        ? List.of()
                        : List.of(error("APP_NAMES_EXTRACT", "127.0.0.1", "127.0.0.1", null, "unknown"));
        };
    }

    static Event health(String host, Object body) {
        Object started = Json.at(body, "started");
        Node node = SITE.get(host);
        List<Object> values = new ArrayList<>(List.of(host, node.name(), node.description()));
        values.add(Json.at(body, "version"));
        values.add(started);
        values.add(started instanceof String text && text.length() >= 15 ? UPTIME : "");
        for (String member : List.of("committed", "allocated", "free")) {
            values.add(number(Json.at(body, "mem", member)));
        }
        List<Object> counts = new ArrayList<>();
        for (String list : List.of("active_docs", "loaded_docs", "in_memory_docs")) {
            if (Json.at(body, "apps", list) instanceof List<?> ids) {
                values.add(json(ids));
                values.add(json(
                        new TreeSet<>(ids.stream().filter(id -> !isSession(id)).toList())));
                values.add(
                        json(new TreeSet<>(ids.stream().filter(Polls::isSession).toList())));
                counts.add((long) ids.size());
            } else {
                values.add(null);
                values.add(null);
                values.add(null);
                counts.add(null);
            }
        }
        values.addAll(counts);
        for (String path : List.of(
                "apps.calls",
                "apps.selections",
                "cpu.total",
                "session.active",
                "session.total",
                "users.active",
                "users.total",
                "cache.hits",
                "cache.lookups",
                "cache.added",
                "cache.replaced",
                "cache.bytes_added")) {
            values.add(number(Json.at(body, (Object[]) path.split("\\."))));
        }
        values.add(Json.at(body, "saturated") instanceof String flag ? Boolean.valueOf(flag) : null);
        return ofNode(node, Event.of(HEALTH, Samples.TIME, values.toArray()));
    }

    private static boolean isSession(Object id) {
        return id.toString().startsWith("SessionApp");
    }

    static List<Event> sessions(String host, String proxy, List<?> body) {
        Node node = SITE.get(host);
        List<Event> events = new ArrayList<>();
        List<String> users = new ArrayList<>();
        for (Object session : body) {
            Object directory = Json.at(session, "UserDirectory");
            Object user = Json.at(session, "UserId");
            if (!users.contains(directory + "\\" + user)) {
                users.add(directory + "\\" + user);
            }
            Object[] values = {
                host,
                node.name(),
                node.description(),
                proxy,
                host + ":4243",
                Json.at(session, "SessionId"),
                directory,
                user
            };
            events.add(ofNode(node, Event.of(SESSION, Samples.TIME, values)));
        }
        Object[] values = {
            host,
            node.name(),
            node.description(),
            proxy,
            host + ":4243",
            (long) body.size(),
            String.join(",", users),
            "[]"
        };
        events.add(ofNode(node, Event.of(SESSIONS, Samples.TIME, values)));
        return events;
    }

    private static Event ofNode(Node node, Event event) {
        return event.with(Attribute.tag("tag.server_group"), node.group())
                .with(Attribute.tag("tag.serverLocation"), node.location());
    }

    private static List<Event> failure(
            String type, String host, String asked, String proxy, String path, Map<?, ?> reply) {
        long status = reply.get("status") instanceof String text ? Long.parseLong(text) : 0;
        String name = SITE.get(host).name();
        if (status / 100 == 2) {
            return status == 200 ? List.of(error(type, name, asked, proxy, "unknown")) : List.of();
        }
        String category =
                switch ((int) status) {
                    case 0 -> reply.containsKey("reset") ? "connection_reset" : "timeout";
                    case 401 -> "auth_error";
                    case 404 -> "not_found";
                    case 429 -> "rate_limited";
                    default -> status >= 500 ? "http_5xx" : status >= 400 ? "http_4xx" : "unknown";
                };
        String code =
                switch (category) {
                    case "connection_reset" -> "ECONNRESET";
                    case "timeout" -> "ECONNABORTED";
                    case "http_5xx" -> "ERR_BAD_RESPONSE";
                    default -> "ERR_BAD_REQUEST";
                };
        return List.of(error(type, name, asked, proxy, category)
                .withValue(ERROR.indexOf("error_code"), code)
                .withValue(ERROR.indexOf("request_url"), "https://" + asked + path)
                .withValue(ERROR.indexOf("request_timeout_ms"), 5000L)
                .withValue(ERROR.indexOf("http_status"), status == 0 ? null : status));
    }

    static Event error(String type, String server, String host, String proxy, String category) {
        Object[] values = new Object[ERROR.attributes().size()];
        values[0] = type;
        values[1] = server;
        values[2] = host;
        values[3] = proxy;
        values[6] = 1L;
        values[7] = category;
        return Event.of(ERROR, Samples.TIME, values);
    }

    private static Double number(Object read) {
        return read == null ? null : Double.valueOf(read.toString());
    }

    private static String json(Iterable<?> texts) {
        var json = new StringBuilder("[");
        for (Object text : texts) {
            json.append(json.length() == 1 ? "" : ",").append(Json.quote(text.toString()));
        }
        return json.append(']').toString();
    }
}
