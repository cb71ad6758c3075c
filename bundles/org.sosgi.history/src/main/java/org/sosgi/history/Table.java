package org.sosgi.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sosgi.api.Attribute.Kind;

/**
 * Where the events of one type are.
 *
 * @param columns by the name of the field, in the order of the type; besides them every table has id, time, position and more
 */
record Table(String type, String name, Map<String, Column> columns) {

    /** A JSON text of what has no column of its own. */
    static final String MORE = "more";

    /**
     * Where a field is.
     *
     * @param name mostly the field's own; a column kept in reserve has another
     */
    record Column(String name, Kind kind) {}

    boolean has(Set<String> fields) {
        return columns.keySet().containsAll(fields);
    }

    boolean isText(String field) {
        Column column = columns.get(field);
        return column != null && column.kind == Kind.TEXT;
    }

    /** Returns the name of the field's column; the field must be there. */
    String column(String field) {
        return columns.get(field).name;
    }

    Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        columns.forEach((field, column) -> kinds.put(field, column.kind));
        return kinds;
    }

    /** Returns what a row of this table is read from; see {@link Rows}. */
    List<String> selected() {
        List<String> names = new ArrayList<>(List.of("id", "time", "position", MORE));
        columns.values().forEach(column -> names.add(column.name));
        return names;
    }

    /** Adds the conditions that fields have certain values. Texts that are no number match no number, nor others a flag. */
    void where(Map<String, String> fields, Sql sql) {
        for (String field : new TreeSet<>(fields.keySet())) {
            Column column = columns.get(field);
            Object value = value(column.kind, fields.get(field));
            if (value == null) {
                sql.add(" AND 1 = 0");
            } else {
                sql.add(" AND ").name(column.name).add(" = ").value(value);
            }
        }
    }

    /** Returns null if no value of this kind is written so. */
    private static Object value(Kind kind, String text) {
        try {
            return switch (kind) {
                case TEXT -> text;
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> Double.valueOf(text);
                case FLAG ->
                    text.equalsIgnoreCase("true")
                            ? Boolean.TRUE
                            : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
