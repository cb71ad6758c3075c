package org.sosgi.sink.newrelic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.qlik.health.ExportedHealth;
import org.sosgi.qlik.sessions.ExportedSessions;

/** What the collectors make of the replies of Sense nodes, in a site of three. */
final class Polls {

    private record Node(String name, String description, String group, String location) {}

    private static final Map<String, Node> SITE = Map.of(
            "127.0.0.1", new Node("sense1", "Central node", "DEV", "Stockholm, Sweden"),
            "127.0.0.2", new Node("sense two", "Rim node, with comma = and space", "PROD", "Europe"),
            "127.0.0.3", new Node("sense3", "No session extraction", "PROD", "Asia"));

    private Polls() {}

    /**
     * @param from what was asked of whom: {@code engine/HOST}, {@code proxy/HOST/PREFIX} or {@code qrs/*}
     * @return none for a poll that fails
     */
    static List<Event> events(String from, Map<String, Object> reply) {
        String[] parts = from.split("/", -1);
        String body = "200".equals(String.valueOf(reply.get("status"))) ? (String) reply.get("body") : null;
        return switch (parts[0]) {
            case "engine" -> collect(parts[1], ExportedHealth.collector(answering(body), origin(parts[1], "")));
            case "proxy" -> {
                String prefix = parts[2].equals("-") ? "/" : "/" + parts[2];
                yield collect(parts[1], ExportedSessions.collector(answering(body), origin(parts[1], prefix)));
            }
            default -> List.of();
        };
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
    private static List<Event> collect(String host, Collector collector) {
        Node node = SITE.get(host);
        List<Event> events = new ArrayList<>();
        try {
            collector.collect(event -> events.add(Samples.tagged(
                    Samples.at(Samples.TIME, event),
                    Samples.members("server_group", node.group(), "serverLocation", node.location()))));
        } catch (IOException e) {
            return List.of();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return events;
    }
}
