package org.sosgi.setup.doctor;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent tells of itself, as {@code sosgi status --json} does.
 *
 * @param waitsFor why it is not ready; empty if it is
 */
record AgentStatus(String version, long uptimeMillis, List<String> waitsFor, List<Part> parts) {

    /**
     * @param state OK, STOPPED, DEGRADED or FAILED
     * @param figures numbers by name
     */
    record Part(String kind, String name, String state, String detail, Map<String, Long> figures) {

        long figure(String figure) {
            return figures.getOrDefault(figure, 0L);
        }
    }

    /** @throws IOException if that is no status */
    static AgentStatus read(String json) throws IOException {
        Map<String, Object> status = JSON.std.mapFrom(json);
        List<Part> parts = new ArrayList<>();
        for (Object report : list(status.get("reports"))) {
            if (report instanceof Map<?, ?> members) {
                Map<String, Long> figures = new LinkedHashMap<>();
                if (members.get("figures") instanceof Map<?, ?> numbers) {
                    numbers.forEach((name, value) -> figures.put(String.valueOf(name), number(value)));
                }
                parts.add(new Part(
                        text(members.get("kind")),
                        text(members.get("name")),
                        text(members.get("state")),
                        text(members.get("detail")),
                        figures));
            }
        }
        return new AgentStatus(
                text(status.get("version")),
                number(status.get("uptime_ms")),
                list(status.get("waits_for")).stream().map(AgentStatus::text).toList(),
                parts);
    }

    Optional<Part> part(String kind, String name) {
        return parts.stream()
                .filter(part -> part.kind().equals(kind) && part.name().equals(name))
                .findFirst();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
