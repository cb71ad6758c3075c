package org.sosgi.process.categorise;

import org.sosgi.api.Attribute;

/** What a rule says of an event: one more attribute and its value. */
record Category(Attribute attribute, String value) {

    static Category of(String name, String value) {
        return new Category(Attribute.tag(Attribute.CATEGORY_PREFIX + name), value);
    }
}
