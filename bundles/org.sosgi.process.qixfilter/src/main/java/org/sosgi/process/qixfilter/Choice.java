package org.sosgi.process.qixfilter;

import java.util.Set;

/** Either all values but the listed ones, or only the listed ones. */
record Choice(boolean all, Set<String> listed) {

    static final Choice EVERYTHING = new Choice(true, Set.of());

    boolean has(String value) {
        return all != listed.contains(value);
    }
}
