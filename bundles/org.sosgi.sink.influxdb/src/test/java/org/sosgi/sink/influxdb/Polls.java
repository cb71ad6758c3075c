package org.sosgi.sink.influxdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.qlik.health.ExportedHealth;
import org.sosgi.qlik.sessions.ExportedSessions;

/** What the collectors make of the replies of Sense nodes, in a site of three; and failures, as the agent tells them. */
final class Polls {

    static final EventType HEALTH = ExportedHealth.TYPE;

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
        String body = "200".equals(reply.get("status")) ? (String) reply.get("body") : null;
        try {
            return switch (parts[0]) {
                case "engine" -> health(parts[1], body);
                case "proxy" -> sessions(parts[1], prefix(parts[2]), body);
                default -> apps(body);
            };
        } catch (IOException e) {
            return switch (parts[0]) {
                case "engine" ->
                    failure("HEALTH_API", parts[1], parts[1] + ":4747", null, "/engine/healthcheck", reply);
                case "proxy" ->
                    failure("PROXY_API", parts[1], parts[1] + ":4243", prefix(parts[2]), "/qps/session", reply);
                default -> List.of(error("APP_NAMES_EXTRACT", "127.0.0.1", "127.0.0.1", null, "unknown"));
            };
        }
    }

    private static String prefix(String path) {
        return path.equals("-") ? "/" : "/" + path;
    }

    private static List<Event> apps(String body) throws IOException {
        if (body == null || !(Json.read(body) instanceof List<?>)) {
            throw new IOException("no list of apps");
        }
        return List.of();
    }

    /** @param body null if there was none */
    static List<Event> health(String host, String body) throws IOException {
        return collect(host, ExportedHealth.collector(answering(body), origin(host, "")));
    }

    /** @param body null if there was none */
    static List<Event> sessions(String host, String proxy, String body) throws IOException {
        return collect(host, ExportedSessions.collector(answering(body), origin(host, proxy)));
    }

    private static SenseRequest.Origin origin(String host, String proxy) {
        Node node = SITE.get(host);
        return new SenseRequest.Origin(host, node.name(), node.description(), proxy);
    }

    private static SenseAccess answering(String body) {
        return new SenseAccess() {
            @Override
            public <T> T poll(SenseRequest request, Emitter out, Reader<T> reader) throws IOException {
                if (body == null) {
                    throw new IOException("no answer");
                }
                return reader.read(body.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    /** Adds the tags that the site's configuration has for its servers. */
    private static List<Event> collect(String host, Collector collector) throws IOException {
        Node node = SITE.get(host);
        List<Event> events = new ArrayList<>();
        try {
            collector.collect(event -> events.add(Samples.at(Samples.TIME, event)
                    .with(Attribute.tag("tag.server_group"), node.group())
                    .with(Attribute.tag("tag.serverLocation"), node.location())));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return events;
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
                    case "unknown" -> null;
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
}
