package org.sosgi.sink.jdbc;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** How an event of one type becomes a row of its table, and what it adds to the sums. */
final class RowPlan {

    /** A text is cut here: H2 takes no longer one, and nothing that long is worth more. Characters. */
    static final int LONGEST_TEXT = 1_000_000;

    private static final long SECOND = 1_000_000_000L;

    /** The first parameters: id, time, position, more. */
    private static final int OWN = 4;

    private final EventTable table;
    private final EventType type;
    private final Dialect dialect;
    /** For each column the place of its attribute, -1 if this type has none. */
    private final int[] attributes;
    /** The places of attributes that have no column. */
    private final int[] more;

    private final Rollups.Part rollups;

    RowPlan(EventTable table, EventType type, Dialect dialect) {
        this.table = table;
        this.type = type;
        this.dialect = dialect;
        List<String> columns = table.columns();
        attributes = new int[columns.size()];
        Arrays.fill(attributes, -1);
        int[] others = new int[type.attributes().size()];
        int count = 0;
        for (int i = 0; i < type.attributes().size(); i++) {
            String column = table.column(type.attributes().get(i));
            if (column.isEmpty()) {
                others[count++] = i;
            } else {
                // Of several attributes with one name the last counts, as everywhere.
                attributes[columns.indexOf(column)] = i;
            }
        }
        more = Arrays.copyOf(others, count);
        rollups = new Rollups.Part(type, table);
    }

    EventTable table() {
        return table;
    }

    /** Whether the table is as it was when this plan was made. */
    boolean fits() {
        return attributes.length == table.columns().size();
    }

    Rollups.Part rollups() {
        return rollups;
    }

    void set(PreparedStatement row, Event event, long position) throws SQLException {
        row.setLong(1, RowId.of(event.time(), position));
        long second = Math.floorDiv(event.time(), SECOND);
        int nanos = dialect.nanos((int) (event.time() - second * SECOND));
        row.setObject(2, OffsetDateTime.ofInstant(Instant.ofEpochSecond(second, nanos), ZoneOffset.UTC));
        row.setLong(3, position);
        row.setString(4, more.length == 0 ? null : more(event));
        for (int i = 0; i < attributes.length; i++) {
            set(row, OWN + 1 + i, attributes[i] < 0 ? null : event.value(attributes[i]), i);
        }
    }

    private void set(PreparedStatement row, int parameter, Object value, int column) throws SQLException {
        if (value instanceof String text) {
            row.setString(parameter, text(text));
        } else if (value instanceof Long number) {
            row.setLong(parameter, number);
        } else if (value instanceof Double number && !number.isNaN()) {
            row.setDouble(parameter, number);
        } else if (value instanceof Boolean flag) {
            row.setBoolean(parameter, flag);
        } else {
            row.setNull(
                    parameter,
                    switch (table.kind(column)) {
                        case TEXT -> Types.VARCHAR;
                        case INTEGER -> Types.BIGINT;
                        case DECIMAL -> Types.DOUBLE;
                        case FLAG -> Types.BOOLEAN;
                    });
        }
    }

    private String text(String text) {
        return dialect.text(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }

    private String more(Event event) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int index : more) {
            Attribute attribute = type.attributes().get(index);
            Object value = event.value(index);
            if (value != null && !value.equals(Double.NaN)) {
                values.put(attribute.name(), value);
            }
        }
        if (values.isEmpty()) {
            return null;
        }
        try {
            return text(JSON.std.asString(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
