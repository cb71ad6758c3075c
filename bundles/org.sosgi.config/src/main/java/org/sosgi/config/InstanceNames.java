package org.sosgi.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of factory instances, made of names that people gave: ASCII letters, digits and {@code - _ .}, and unique, also where
 * upper and lower case are the same, as in the names of files on Windows.
 *
 * <p>A name depends on nothing but what it is made of, unless two are the same; then both get what tells them apart. So one that is
 * added, removed or moved in the file changes none of the others.
 */
final class InstanceNames {

    private static final int MAX_LENGTH = 80;

    private InstanceNames() {}

    /**
     * @param wanted what to make the names of
     * @param further for each, what to add if another is the same
     */
    static List<String> of(List<String> wanted, List<String> further) {
        Map<String, Integer> counts = new HashMap<>();
        wanted.forEach(text -> counts.merge(key(clean(text)), 1, Integer::sum));
        Set<String> taken = new HashSet<>(counts.keySet());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String name = clean(wanted.get(i));
            if (counts.get(key(name)) > 1) {
                name = unused(name + "-" + clean(further.get(i)), taken);
            }
            names.add(name);
        }
        return names;
    }

    private static String unused(String name, Set<String> taken) {
        String candidate = name;
        for (int n = 2; !taken.add(key(candidate)); n++) {
            candidate = name + "-" + n;
        }
        return candidate;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String clean(String text) {
        var name = new StringBuilder();
        for (int i = 0; i < text.length() && i < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0;
            name.append(plain ? c : '_');
        }
        return name.isEmpty() ? "_" : name.toString();
    }
}
