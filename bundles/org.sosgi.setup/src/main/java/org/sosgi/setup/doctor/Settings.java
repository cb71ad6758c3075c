package org.sosgi.setup.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configurations that the file makes, by PID; the contract with the parts of the agent. */
record Settings(Map<String, Map<String, Object>> configurations) {

    /** What a configuration holds; nothing of it is shown without knowing that it is no secret. */
    record One(Map<String, Object> values) {

        String text(String key, String otherwise) {
            Object value = values.get(key);
            return value == null ? otherwise : value.toString();
        }

        long number(String key, long otherwise) {
            return values.get(key) instanceof Number number ? number.longValue() : otherwise;
        }

        /** Returns {@code Name: value} texts as a map. */
        Map<String, String> headers(String key) {
            Map<String, String> headers = new LinkedHashMap<>();
            if (values.get(key) instanceof String[] lines) {
                for (String line : lines) {
                    int colon = line.indexOf(": ");
                    if (colon > 0) {
                        headers.put(line.substring(0, colon), line.substring(colon + 2));
                    }
                }
            }
            return headers;
        }
    }

    boolean has(String pid) {
        return configurations.containsKey(pid);
    }

    One one(String pid) {
        return new One(configurations.getOrDefault(pid, Map.of()));
    }

    /** Returns all of a factory. */
    List<One> all(String factory) {
        return configurations.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(factory + "~"))
                .map(entry -> new One(entry.getValue()))
                .toList();
    }
}
