package org.sosgi.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sosgi.api.Attribute.Kind;
import org.sosgi.api.history.Row;

/** Reads what {@link Table#selected} names. */
final class Rows {

    private static final int FIRST_FIELD = 5;

    private Rows() {}

    static Row read(Table table, ResultSet row) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        int index = FIRST_FIELD;
        for (Map.Entry<String, Table.Column> column : table.columns().entrySet()) {
            Object value = value(row, index++, column.getValue().kind());
            if (!row.wasNull()) {
                values.put(column.getKey(), value);
            }
        }
        String more = row.getString(4);
        if (more != null) {
            values.put(Table.MORE, more);
        }
        return new Row(table.type(), row.getObject(2, OffsetDateTime.class).toInstant(), row.getLong(3), values);
    }

    private static Object value(ResultSet row, int index, Kind kind) throws SQLException {
        return switch (kind) {
            case TEXT -> row.getString(index);
            case INTEGER -> row.getLong(index);
            case DECIMAL -> row.getDouble(index);
            case FLAG -> row.getBoolean(index);
        };
    }
}
