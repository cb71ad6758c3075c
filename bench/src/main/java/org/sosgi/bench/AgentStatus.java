package org.sosgi.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code sosgi status --json} told. */
public record AgentStatus(boolean ready, List<Part> parts) {

    /**
     * @param kind {@code sink}, {@code endpoint}, {@code journal}, …
     * @param figures number by name
     */
    public record Part(String kind, String name, String state, String detail, Map<String, Object> figures) {

        public long figure(String name) {
            return figures.get(name) instanceof Number number ? number.longValue() : 0;
        }
    }

    static AgentStatus parse(String text) throws IOException {
        Map<String, Object> json = JSON.std.mapFrom(text);
        List<Part> parts = new ArrayList<>();
        for (Object report : list(json.get("reports"))) {
            Map<String, Object> map = map(report);
            parts.add(new Part(
                    String.valueOf(map.get("kind")),
                    String.valueOf(map.get("name")),
                    String.valueOf(map.get("state")),
                    String.valueOf(map.get("detail")),
                    map(map.get("figures"))));
        }
        return new AgentStatus(Boolean.TRUE.equals(json.get("ready")), List.copyOf(parts));
    }

    public Optional<Part> part(String kind, String name) {
        return parts.stream()
                .filter(part -> part.kind().equals(kind) && part.name().contains(name))
                .findFirst();
    }

    /** Returns a figure added up over all parts of a kind. */
    public long sum(String kind, String figure) {
        return parts.stream()
                .filter(part -> part.kind().equals(kind))
                .mapToLong(part -> part.figure(figure))
                .sum();
    }

    /** Returns how many events the agent knows to have lost on their way in, the kernel's drops at its sockets included. */
    public long countedLosses() {
        return sum("endpoint", "kernel_drops")
                + sum("endpoint", "messages_dropped_total")
                + sum("endpoint", "messages_malformed")
                + sum("endpoint", "messages_unknown")
                + sum("intake", "events_dropped");
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
