package org.sosgi.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a rollup counts or adds up. Texts are never null, and cut at 200 characters.
 *
 * @param field {@code ""} or {@code *} for counts of events, otherwise the column whose numbers are added up
 * @param detail what parts series further, depending on the type
 */
record Series(
        long id, String type, String field, String host, String source, String level, String action, String detail) {

    /** The field of series that count all events of a type, level and action together. */
    static final String TOTALS = "*";

    /** The host of events beyond the number of series that are kept. */
    static final String OTHER = "(other)";

    private static final int LENGTH = 200;

    /**
     * Reads the series of a type and field.
     *
     * @param where columns of the table {@code series} that must have a certain text
     */
    static List<Series> read(Session session, String type, String field, Map<String, String> where)
            throws SQLException {
        var sql = new Sql(
                        "SELECT \"id\", \"host\", \"source\", \"level\", \"action\", \"detail\" FROM \"series\" WHERE \"type\" = ")
                .value(type)
                .add(" AND \"field\" = ")
                .value(field);
        for (String column : new TreeSet<>(where.keySet())) {
            sql.add(" AND ").name(column).add(" = ").value(cut(where.get(column)));
        }
        List<Series> all = new ArrayList<>();
        session.each(
                sql,
                row -> all.add(new Series(
                        row.getLong(1),
                        type,
                        field,
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6))));
        return all;
    }

    /** Returns a text as it is kept of a series. */
    static String cut(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH);
    }

    String text(String column) {
        return switch (column) {
            case "type" -> type;
            case "host" -> host;
            case "source" -> source;
            case "level" -> level;
            case "action" -> action;
            case "" -> "";
            default -> throw new IllegalArgumentException("series are not told apart by " + column);
        };
    }
}
