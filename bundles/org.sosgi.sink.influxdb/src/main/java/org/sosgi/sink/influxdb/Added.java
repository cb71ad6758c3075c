package org.sosgi.sink.influxdb;

import org.sosgi.api.Attribute;

/**
 * A tag that rules or configuration added to an event.
 *
 * @param name its name without the prefix
 * @param category whether a categorise rule added it
 */
record Added(String name, boolean category) {

    /** Returns what an attribute adds, or null if it is one of the event's own. */
    static Added from(Attribute attribute) {
        String name = attribute.name();
        if (name.startsWith(Attribute.CATEGORY_PREFIX)) {
            return new Added(name.substring(Attribute.CATEGORY_PREFIX.length()), true);
        }
        if (name.startsWith(Attribute.TAG_PREFIX)) {
            return new Added(name.substring(Attribute.TAG_PREFIX.length()), false);
        }
        return null;
    }
}
