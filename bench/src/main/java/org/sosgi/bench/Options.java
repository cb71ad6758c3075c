package org.sosgi.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Words of a command line: {@code --name value}, or {@code --name} alone for a switch. */
final class Options {

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * @param known every name, without dashes; a switch ends in {@code !}
     * @throws IllegalArgumentException for a word that is not known, or a value that is missing
     */
    Options(String[] args, String... known) {
        Set<String> names = new TreeSet<>(Set.of(known));
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (names.contains(name + "!")) {
                values.put(name, "true");
            } else if (!names.contains(name)) {
                throw new IllegalArgumentException("unknown: " + args[i] + "; known are " + names);
            } else if (++i == args.length) {
                throw new IllegalArgumentException("--" + name + " needs a value");
            } else {
                values.put(name, args[i]);
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        String text = values.get(name);
        try {
            return text == null ? otherwise : Long.parseLong(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " needs a whole number, not " + text, e);
        }
    }
}
