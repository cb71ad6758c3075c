package org.sosgi.sink.mqtt;

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

/** What the collectors make of the replies of Sense nodes, of what this sink is given. */
final class Polls {

    private Polls() {}

    /** @param from what was asked of whom: {@code engine/HOST}, {@code proxy/HOST/PREFIX} or {@code qrs/*} */
    static List<Event> events(String from, Map<?, ?> reply) {
        String[] parts = from.split("/", -1);
        String body = "200".equals(String.valueOf(reply.get("status"))) ? (String) reply.get("body") : null;
        try {
            return switch (parts[0]) {
                case "engine" -> collect(ExportedHealth.collector(answering(body), origin(parts[1], "")));
                case "proxy" ->
                    collect(ExportedSessions.collector(
                            answering(body), origin(parts[1], parts[2].equals("-") ? "/" : "/" + parts[2])));
                default -> List.of();
            };
        } catch (IOException e) {
            return List.of();
        }
    }

    private static SenseRequest.Origin origin(String host, String proxy) {
        return new SenseRequest.Origin(host, "a server", "described", proxy);
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

    private static List<Event> collect(Collector collector) throws IOException {
        List<Event> events = new ArrayList<>();
        try {
            collector.collect(event -> {
                String type = event.type().name();
                if (type.equals("sense.health") || type.equals("sense.sessions")) {
                    events.add(event);
                }
            });
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return events;
    }
}
