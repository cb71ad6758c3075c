package org.sosgi.sink.influxdb;

import static org.sosgi.sink.influxdb.TagRule.tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.EventType;
import org.sosgi.sink.influxdb.FieldRule.Encoding;

/**
 * Which event types become which measurements: the schema of Butler SOS 15, so that dashboards made for it go on
 * working. To teach the sink another type, add a row to {@link #of}; a type without a row is written by its own
 * declaration, see {@link #generic}.
 */
final class Catalogue {

    private final Map<String, List<Measurement>> byType;

    private Catalogue(Map<String, List<Measurement>> byType) {
        this.byType = byType;
    }

    static Catalogue of(Layout layout) {
        Map<String, List<Measurement>> types = new HashMap<>();
        types.put("user", List.of(UserMeasurements.user()));
        types.put("log.engine", List.of(LogMeasurements.engine()));
        types.put("log.proxy", List.of(LogMeasurements.proxyOrRepository()));
        types.put("log.repository", List.of(LogMeasurements.proxyOrRepository()));
        types.put("log.scheduler", List.of(LogMeasurements.scheduler()));
        types.put("log.qix-perf", List.of(LogMeasurements.qixPerf()));
        types.put("sense.health", HealthMeasurements.health(layout.documents()));
        types.put("sense.sessions", UserMeasurements.sessions(layout.sessionServerTags()));
        types.put("sense.session", List.of(UserMeasurements.session(layout.sessionServerTags())));
        types.put("agent.queue", List.of(AgentMeasurements.queue(layout.userQueue(), layout.logQueue())));
        types.put("agent.memory", List.of(AgentMeasurements.memory()));
        types.put("agent.event_count", List.of(AgentMeasurements.eventCount(layout.eventCounts())));
        types.put("agent.rejected_count", List.of(AgentMeasurements.rejectedCount(layout.rejectedCounts())));
        types.put("agent.error", List.of(AgentMeasurements.error(layout.errors())));
        return new Catalogue(Map.copyOf(types));
    }

    /** Returns what an event of that type becomes; at least one. */
    List<Measurement> measurements(EventType type) {
        List<Measurement> known = byType.get(type.name());
        return known == null ? List.of(generic(type)) : known;
    }

    /** An event type nobody told us of: its name with underscores, its tags as tags, its fields as fields. */
    private static Measurement generic(EventType type) {
        List<TagRule> tags = new ArrayList<>();
        List<FieldRule> fields = new ArrayList<>();
        for (Attribute attribute : type.attributes()) {
            if (Added.from(attribute) != null) {
                continue;
            }
            if (attribute.role() == Attribute.Role.TAG) {
                tags.add(tag(attribute.name()));
            } else {
                fields.add(field(attribute));
            }
        }
        return Measurement.of(type.name().replace('.', '_'), tags, fields);
    }

    private static FieldRule field(Attribute attribute) {
        FieldRule told = FieldRule.told(attribute.name());
        return switch (attribute.kind()) {
            case TEXT -> told;
            case INTEGER -> told.as(Encoding.INTEGER, Encoding.INTEGER, Encoding.INTEGER);
            case DECIMAL -> told.as(Encoding.DECIMAL, Encoding.DECIMAL, Encoding.DECIMAL);
            case FLAG -> told.as(Encoding.WORD, Encoding.LETTER, Encoding.LETTER);
        };
    }
}
