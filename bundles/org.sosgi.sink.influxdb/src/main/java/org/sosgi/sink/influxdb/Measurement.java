package org.sosgi.sink.influxdb;

import java.util.List;
import java.util.Map;

/**
 * What one line written for an event of a certain type is made of.
 *
 * @param name the measurement's name
 * @param required attributes without which, or with an empty text in which, there is no line
 * @param tags in the order of version 1; after them come those that rules and configuration added
 * @param lastTags more tags, which in version 1 stand behind those added
 * @param endOnly whether there are no tags but {@code lastTags}, not even added ones
 * @param fields in any order; they are written in the order of their names
 * @param rawEvent whether the field {@code raw_event} holds the whole event as JSON
 * @param stripsAdded whether version 3 strips the tags that come from rules and configuration, see
 *     {@link TagRule#stripped}
 */
record Measurement(
        Name name,
        List<String> required,
        List<TagRule> tags,
        List<TagRule> lastTags,
        Each<Boolean> endOnly,
        List<FieldRule> fields,
        boolean rawEvent,
        boolean stripsAdded) {

    /**
     * A name that may depend on the event.
     *
     * @param attribute the attribute that decides; null if {@code otherwise} is always right
     * @param byValue the names by the attribute's value
     * @param otherwise the name for all other values
     */
    record Name(String attribute, Map<String, String> byValue, String otherwise) {

        static Name fixed(String name) {
            return new Name(null, Map.of(), name);
        }
    }

    static Measurement of(String name, List<TagRule> tags, List<FieldRule> fields) {
        return new Measurement(Name.fixed(name), List.of(), tags, List.of(), Each.all(false), fields, false, false);
    }

    Measurement named(Name other) {
        return new Measurement(other, required, tags, lastTags, endOnly, fields, rawEvent, stripsAdded);
    }

    Measurement requiring(String... attributes) {
        return new Measurement(name, List.of(attributes), tags, lastTags, endOnly, fields, rawEvent, stripsAdded);
    }

    Measurement ending(List<TagRule> last, Each<Boolean> only) {
        return new Measurement(name, required, tags, last, only, fields, rawEvent, stripsAdded);
    }

    Measurement withRawEvent() {
        return new Measurement(name, required, tags, lastTags, endOnly, fields, true, stripsAdded);
    }

    Measurement strippingAdded() {
        return new Measurement(name, required, tags, lastTags, endOnly, fields, rawEvent, true);
    }
}
