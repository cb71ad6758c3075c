package org.sosgi.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells what changed in a configuration, for a log: no secrets, no users, and not more than fits on a line.
 *
 * <p>Secret is what a key with a dot in front holds, what came from outside the file, what has a name such as those of the
 * original's list of words to obfuscate, and what a URL tells of its user.
 */
final class Changed {

    /** Whoever looks after Sense users is not for the log either. */
    private static final Set<String> PERSONAL = Set.of("users", "exclude_users", "username");

    private static final int MAX_SHOWN = 80;
    private static final int MAX_ENTRIES = 4;

    private Changed() {}

    /**
     * @param before as it was; what the store adds itself is not looked at
     * @param secret the keys whose values came from outside the file, now or before
     * @return a line {@code KEY: OLD -> NEW} for each setting that is new, other or gone
     */
    static List<String> lines(Dictionary<String, Object> before, Map<String, Object> after, Set<String> secret) {
        var keys = new TreeSet<String>(after.keySet());
        for (var names = before.keys(); names.hasMoreElements(); ) {
            String key = names.nextElement();
            if (!key.startsWith("service.") && !key.equals(Applier.ORIGIN) && !key.equals(Applier.SECRETS)) {
                keys.add(key);
            }
        }
        List<String> lines = new ArrayList<>();
        for (String key : keys) {
            Object old = before.get(key);
            Object now = after.get(key);
            if (!Objects.deepEquals(old, now)) {
                lines.add(Texts.clean(key) + ": " + change(key, old, now, secret.contains(key)));
            }
        }
        return lines;
    }

    private static String change(String key, Object old, Object now, boolean secret) {
        boolean hidden = secret || key.startsWith(".") || SecretKeys.isNamedIn(key);
        boolean list = old instanceof Object[] || now instanceof Object[];
        if (!hidden && list) {
            return entries(asList(old), asList(now), PERSONAL.contains(key));
        }
        boolean masked = hidden || PERSONAL.contains(key);
        return shown(old, masked) + " -> " + shown(now, masked);
    }

    private static String shown(Object value, boolean masked) {
        if (value == null) {
            return "(none)";
        }
        if (masked) {
            return SecretKeys.MASK;
        }
        return value instanceof String text ? shown(text) : Texts.clean(String.valueOf(value));
    }

    private static String shown(String text) {
        if (SecretKeys.isNamedIn(text)) {
            return SecretKeys.MASK;
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return '"' + Texts.clean(SecretKeys.server(text)) + '"';
        }
        boolean rules = text.startsWith("{");
        return rules || text.length() > MAX_SHOWN
                ? "(" + text.length() + " characters)"
                : '"' + Texts.clean(SecretKeys.masked(text)) + '"';
    }

    private static List<Object> asList(Object value) {
        return value instanceof Object[] array ? Arrays.asList(array) : value == null ? List.of() : List.of(value);
    }

    private static String entries(List<Object> old, List<Object> now, boolean personal) {
        List<Object> added = without(now, old);
        List<Object> removed = without(old, now);
        if (added.isEmpty() && removed.isEmpty()) {
            return "other order";
        }
        boolean few = added.size() + removed.size() <= MAX_ENTRIES;
        if (personal || !few) {
            return old.size() + " -> " + now.size() + " entries (+" + added.size() + " \u2212" + removed.size() + ")";
        }
        List<String> all = new ArrayList<>();
        added.forEach(entry -> all.add("+" + shown(entry, false)));
        removed.forEach(entry -> all.add("\u2212" + shown(entry, false)));
        return String.join(", ", all);
    }

    /** Returns what the first list has more of than the second. */
    private static List<Object> without(List<Object> list, List<Object> other) {
        List<Object> left = new ArrayList<>(list);
        other.forEach(left::remove);
        return left;
    }
}
