package org.sosgi.signing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a command: options with a value, options without, and the rest. */
record Words(Map<String, String> options, Set<String> switches, List<String> rest) {

    /** @throws IllegalArgumentException that tells what is wrong */
    static Words of(List<String> words, Set<String> withValue, Set<String> without) {
        Map<String, String> options = new HashMap<>();
        Set<String> switches = new java.util.HashSet<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (withValue.contains(word)) {
                if (i + 1 == words.size()) {
                    throw new IllegalArgumentException(word + " needs a value");
                }
                options.put(word, words.get(++i));
            } else if (without.contains(word)) {
                switches.add(word);
            } else if (word.startsWith("--")) {
                throw new IllegalArgumentException("unknown option " + word);
            } else {
                rest.add(word);
            }
        }
        return new Words(options, switches, rest);
    }

    String need(String option) {
        String value = options.get(option);
        if (value == null) {
            throw new IllegalArgumentException(option + " is missing");
        }
        return value;
    }
}
