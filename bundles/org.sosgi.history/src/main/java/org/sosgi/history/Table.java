package org.sosgi.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sosgi.api.Attribute.Kind;

/**
 * Where the events of one type are.
 *
 * @param columns by name, in the order of the type; besides them every table has id, time, position and more
 */
record Table(String type, String name, Map<String, Kind> columns) {

    /** A JSON text of what has no column of its own. */
    static final String MORE = "more";

    boolean has(Set<String> fields) {
        return columns.keySet().containsAll(fields);
    }

    boolean isText(String column) {
        return columns.get(column) == Kind.TEXT;
    }

    /** Returns what a row of this table is read from; see {@link Rows}. */
    List<String> selected() {
        List<String> names = new ArrayList<>(List.of("id", "time", "position", MORE));
        names.addAll(columns.keySet());
        return names;
    }

    /** Adds the conditions that fields have certain values. Texts that are no number match no number. */
    void where(Map<String, String> fields, Sql sql) {
        for (String field : new TreeSet<>(fields.keySet())) {
            sql.add(" AND ").name(field).add(" = ").value(value(columns.get(field), fields.get(field)));
        }
    }

    private static Object value(Kind kind, String text) {
        try {
            return switch (kind) {
                case TEXT -> text;
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> Double.valueOf(text);
                case FLAG -> Boolean.valueOf(text);
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the field holds numbers, and " + text + " is none", e);
        }
    }
}
