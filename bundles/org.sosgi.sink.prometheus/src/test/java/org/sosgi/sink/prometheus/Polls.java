package org.sosgi.sink.prometheus;

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

/** What the collectors make of the replies of Sense nodes, in a site of three. */
final class Polls {

    private static final EventType POLL = EventType.of(
            "sense.poll",
            Attribute.tag("service"),
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("server_description"),
            Attribute.tag("virtual_proxy"),
            Attribute.integer("up", ""),
            Attribute.decimal("latency", "ms"),
            Attribute.text("error_category"));

    private record Node(String name, String description, String group, String location) {}

    private static final Map<String, Node> SITE = Map.of(
            "127.0.0.1", new Node("sense1", "Central node", "DEV", "Stockholm, Sweden"),
            "127.0.0.2", new Node("sense two", "Rim node, with comma = and space", "PROD", "Europe"),
            "127.0.0.3", new Node("sense3", "No session extraction", "PROD", "Asia"));

    private Polls() {}

    /** @param from what was asked of whom: {@code engine/HOST}, {@code proxy/HOST/PREFIX} or {@code qrs/*} */
    static List<Event> events(String from, Map<?, ?> reply) {
        String[] parts = from.split("/", -1);
        String body = "200".equals(String.valueOf(reply.get("status"))) ? (String) reply.get("body") : null;
        return switch (parts[0]) {
            case "engine" -> health(parts[1], body);
            case "proxy" -> sessions(parts[1], parts[2].equals("-") ? "/" : "/" + parts[2], body);
            default -> List.of();
        };
    }

    /** @param body null if there was none */
    static List<Event> health(String host, String body) {
        List<Event> events = new ArrayList<>();
        return collect(host, ExportedHealth.collector(answering(body), origin(host, "")), events);
    }

    /** @param body null if there was none */
    static List<Event> sessions(String host, String proxy, String body) {
        List<Event> events = new ArrayList<>();
        return collect(host, ExportedSessions.collector(answering(body), origin(host, proxy)), events);
    }

    private static SenseRequest.Origin origin(String host, String proxy) {
        Node node = SITE.get(host);
        return new SenseRequest.Origin(host, node.name(), node.description(), proxy);
    }

    static Event poll(String service, String host, String proxy, boolean ok) {
        Node node = SITE.get(host);
        return Event.of(
                POLL,
                1,
                service,
                host,
                node.name(),
                node.description(),
                proxy,
                ok ? 1L : 0L,
                12.5,
                ok ? null : "timeout");
    }

    /** Answers, and tells how it went, as the real one does. */
    private static SenseAccess answering(String body) {
        return new SenseAccess() {
            @Override
            public <T> T poll(SenseRequest request, Emitter out, Reader<T> reader) throws IOException {
                boolean ok = false;
                try {
                    if (body == null) {
                        throw new IOException("no answer");
                    }
                    T read = reader.read(body.getBytes(StandardCharsets.UTF_8));
                    ok = true;
                    return read;
                } finally {
                    SenseRequest.Origin origin = request.origin();
                    String service = request.service().name().toLowerCase();
                    out.emit(Polls.poll(service, origin.host(), origin.virtualProxy(), ok));
                }
            }
        };
    }

    /** Adds the tags that the site's configuration has for its servers. */
    private static List<Event> collect(String host, Collector collector, List<Event> events) {
        Node node = SITE.get(host);
        try {
            collector.collect(event -> events.add(event.with(Attribute.tag("tag.server_group"), node.group())
                    .with(Attribute.tag("tag.serverLocation"), node.location())));
        } catch (IOException e) {
            // The poll event has told.
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return events;
    }
}
