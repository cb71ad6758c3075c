package org.sosgi.sink.influxdb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Attribute;
import org.sosgi.api.EventType;
import org.sosgi.sink.influxdb.LinePlan.TagPart;

/** Works out how events of a type are written for one version of InfluxDB and one schema. */
final class Planner {

    /** Which values are tags. */
    enum Schema {
        /** Those of Butler SOS. */
        COMPATIBLE,
        /** Only those with a limited number of different values; the others are fields. */
        LEAN
    }

    private final Catalogue catalogue;
    private final Version version;
    private final Schema schema;
    private final boolean alwaysCategories;

    /** @param alwaysCategories see {@link RawEvent#RawEvent} */
    Planner(Catalogue catalogue, Version version, Schema schema, boolean alwaysCategories) {
        this.catalogue = catalogue;
        this.version = version;
        this.schema = schema;
        this.alwaysCategories = alwaysCategories;
    }

    LinePlan[] plan(EventType type) {
        return catalogue.measurements(type).stream().map(m -> plan(type, m)).toArray(LinePlan[]::new);
    }

    private LinePlan plan(EventType type, Measurement measurement) {
        Map<String, TagPart> tags = version.sortsTags() ? new TreeMap<>() : new LinkedHashMap<>();
        Map<String, FieldPart> fields = new TreeMap<>();
        for (FieldRule rule : measurement.fields()) {
            String name = rule.name().in(version);
            if (name == null) {
                continue;
            }
            fields.put(
                    name,
                    new FieldPart(
                            before(name),
                            type.indexOf(rule.attribute()),
                            rule.encoding().in(version),
                            rule.whenMissing().in(version)));
        }
        if (!measurement.endOnly().in(version)) {
            addTags(type, measurement.tags(), tags, fields);
            addAdded(type, measurement.stripsAdded() && version == Version.V3, tags);
        }
        addTags(type, measurement.lastTags(), tags, fields);
        if (measurement.rawEvent()) {
            fields.put("raw_event", new FieldPart(before("raw_event"), LinePlan.WHOLE_EVENT, null, null));
        }
        Measurement.Name name = measurement.name();
        return new LinePlan(
                new LinePlan.Beginning(name.attribute() == null ? -1 : type.indexOf(name.attribute()), name),
                measurement.required().stream()
                        .map(attribute -> new LinePlan.Required(attribute, type.indexOf(attribute)))
                        .toArray(LinePlan.Required[]::new),
                tags.values().toArray(TagPart[]::new),
                fields.values().toArray(FieldPart[]::new),
                measurement.rawEvent() ? new RawEvent(type, alwaysCategories) : null);
    }

    private void addTags(
            EventType type, List<TagRule> rules, Map<String, TagPart> tags, Map<String, FieldPart> fields) {
        for (TagRule rule : rules) {
            if (schema == Schema.LEAN && rule.unbounded()) {
                fields.putIfAbsent(rule.name(), asField(type, rule));
            } else {
                tags.put(rule.name(), tag(type, rule));
            }
        }
    }

    private TagPart tag(EventType type, TagRule rule) {
        return new TagPart(
                before(rule.name()),
                type.indexOf(rule.attribute()),
                rule.whenEmpty().in(version),
                rule.constant().in(version),
                rule.stripped() && version == Version.V3);
    }

    private static FieldPart asField(EventType type, TagRule rule) {
        int index = type.indexOf(rule.attribute());
        FieldRule.Encoding encoding = index >= 0 && type.attributes().get(index).kind() == Attribute.Kind.INTEGER
                ? FieldRule.Encoding.INTEGER
                : FieldRule.Encoding.TEXT;
        return new FieldPart(before(rule.name()), index, encoding, FieldRule.WhenMissing.OMITTED);
    }

    /**
     * A tag that was added takes the place and not only the name of an earlier one, as a key set again does in
     * ECMAScript.
     */
    private static void addAdded(EventType type, boolean stripped, Map<String, TagPart> tags) {
        List<Attribute> attributes = type.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            Added added = Added.from(attributes.get(i));
            if (added != null && !added.name().isEmpty()) {
                tags.put(added.name(), new TagPart(before(added.name()), i, null, null, stripped));
            }
        }
    }

    private static byte[] before(String name) {
        return new LineBuffer(64).raw(',').tag(name, false).raw('=').copy();
    }
}
