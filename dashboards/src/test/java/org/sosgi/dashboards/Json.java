package org.sosgi.dashboards;

import java.util.List;
import java.util.Map;

/** Looks into what a parser made of JSON: maps, lists, texts, numbers. */
final class Json {

    private Json() {}

    /** Returns what is there, or null; a step is a key or an index. */
    static Object at(Object json, Object... path) {
        Object at = json;
        for (Object step : path) {
            if (step instanceof Integer index) {
                at = at instanceof List<?> list && index < list.size() ? list.get(index) : null;
            } else {
                at = at instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return at;
    }

    /** Returns the text that is there, or an empty one. */
    static String text(Object json, Object... path) {
        return at(json, path) instanceof String text ? text : "";
    }

    /** Returns the number that is there, or 0. */
    static int number(Object json, Object... path) {
        return at(json, path) instanceof Number number ? number.intValue() : 0;
    }

    /** Returns the list that is there, or an empty one. */
    static List<?> list(Object json, Object... path) {
        return at(json, path) instanceof List<?> list ? list : List.of();
    }
}
