package org.sosgi.process.tags;

import org.sosgi.api.Attribute;

/** What is added to an event. */
record Tag(Attribute attribute, String value) {

    /** @param name without the prefix that marks tags from the configuration */
    static Tag of(String name, String value) {
        return new Tag(Attribute.tag(Attribute.TAG_PREFIX + name), value);
    }
}
