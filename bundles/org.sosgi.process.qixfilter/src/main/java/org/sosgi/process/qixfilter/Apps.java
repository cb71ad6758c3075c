package org.sosgi.process.qixfilter;

import java.util.HashSet;
import java.util.Set;

/**
 * A list of apps by id, by name, or by both. An entry with neither stands for every app. Quick also for thousands of
 * entries.
 */
final class Apps {

    private record Both(String id, String name) {}

    private final Set<String> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Both> both = new HashSet<>();
    private boolean every;

    /** Adds an entry; an empty text is not given. */
    void add(String id, String name) {
        if (id.isEmpty() && name.isEmpty()) {
            every = true;
        } else if (name.isEmpty()) {
            ids.add(id);
        } else if (id.isEmpty()) {
            names.add(name);
        } else {
            both.add(new Both(id, name));
        }
    }

    boolean contain(String id, String name) {
        return every
                || ids.contains(id)
                || names.contains(name)
                || !both.isEmpty() && both.contains(new Both(id, name));
    }
}
