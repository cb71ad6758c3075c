package org.sosgi.process.categorise;

import java.util.List;
import java.util.Set;

/**
 * A rule takes an event of one of its levels when one of its filters fits the message.
 *
 * @param levels in lower case
 * @param drop whether an event that it takes is not wanted; the categories do not count then
 */
record Rule(Set<String> levels, List<Filter> filters, boolean drop, List<Category> categories) {

    /** How a message is compared with a text; case matters. */
    enum Test {
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS
    }

    record Filter(Test test, String text) {}
}
