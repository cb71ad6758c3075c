package org.sosgi.qlik.logevents;

import static org.sosgi.qlik.logevents.Column.integer;
import static org.sosgi.qlik.logevents.Column.tag;
import static org.sosgi.qlik.logevents.Column.timestamp;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Datagram;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.MalformedDatagramException;

/** What the lines of one source look like, field by field, and the event type they become. */
final class Layout {

    private final EventType type;
    private final String source;
    private final String firstField;
    private final Column[] columns;
    private final int fields;
    /** The field and the column of the message, or -1: a line without. */
    private final int message;

    private final int directory;
    private final int id;
    private final int full;

    private Layout(String name, String source, Column... table) {
        this.source = source;
        this.firstField = '/' + source + '/';
        var numbered = new ArrayList<Column>();
        int next = 1;
        for (Column column : table) {
            numbered.add(column.takesField() ? column.at(next++) : column);
        }
        this.columns = numbered.toArray(Column[]::new);
        this.fields = next;
        if (fields > Fields.MOST) {
            throw new IllegalArgumentException(name + " has too many fields");
        }
        var attributes = new ArrayList<Attribute>();
        attributes.add(Attribute.tag("source"));
        numbered.forEach(column -> attributes.add(column.attribute()));
        this.type = EventType.of(name, attributes);
        this.message = type.indexOf("message");
        this.directory = type.indexOf("user_directory");
        this.id = type.indexOf("user_id");
        this.full = type.indexOf("user_full");
    }

    /**
     * @param name of the event type
     * @param source what the first field says, without its slashes
     * @param table one column per attribute after {@code source}
     */
    static Layout of(String name, String source, Column... table) {
        return new Layout(name, source, table);
    }

    /** Returns what all sources but the performance log begin with, and {@code rest} behind it. */
    static Column[] common(long leastRow, Column... rest) {
        var all = new ArrayList<>(List.of(
                integer("log_row", "", leastRow, -1),
                timestamp("ts_iso"),
                timestamp("ts_local"),
                tag("level", 20),
                tag("host", 100),
                tag("subsystem", 200),
                tag("windows_user", 100),
                Column.text("message", 1000)));
        all.addAll(List.of(rest));
        return all.toArray(Column[]::new);
    }

    EventType type() {
        return type;
    }

    Event decode(Datagram in) throws MalformedDatagramException {
        Fields line = Fields.split(in, fields);
        if (!line.is(0, firstField)) {
            throw new MalformedDatagramException("the first field is not " + firstField);
        }
        if (line.count() > fields && message > 0) {
            line = mended(line, in);
        }
        var values = new Object[columns.length + 1];
        values[0] = source;
        for (int i = 0; i < columns.length; i++) {
            values[i + 1] = columns[i].read(line);
        }
        fillUser(values);
        return Event.of(type, in.time(), values);
    }

    /**
     * A semicolon in the message shifts all fields after it. If the line makes sense only when its surplus belongs to
     * the message, it is read like that; in any other case the surplus at its end is ignored.
     */
    private Fields mended(Fields plain, Datagram in) {
        Fields widened = plain.widened(message, in);
        return makesSense(widened) && !makesSense(plain) ? widened : plain;
    }

    /**
     * Returns whether each field after the message that has a form of its own is empty or of that form, and one is
     * not empty.
     */
    private boolean makesSense(Fields line) {
        boolean seen = false;
        for (int i = message; i < columns.length; i++) {
            int field = columns[i].field();
            boolean shaped = true;
            boolean fits = false;
            switch (columns[i].rule()) {
                case UUID -> fits = line.isUuid(field) || line.is(field, "0");
                case LIKE_TIMESTAMP -> fits = line.isTimestamp(field);
                case LIKE_NUMBER -> fits = line.isDigits(field);
                default -> shaped = false;
            }
            if (shaped && !fits && line.length(field) > 0) {
                return false;
            }
            seen |= fits;
        }
        return seen;
    }

    /** Directory and id make up the full name; where both are missing they are taken from it. */
    private void fillUser(Object[] values) {
        String userDirectory = (String) values[directory];
        String userId = (String) values[id];
        String userFull = (String) values[full];
        if (!userDirectory.isEmpty() && !userId.isEmpty()) {
            values[full] = userDirectory + '\\' + userId;
            return;
        }
        int slash = userFull.indexOf('\\');
        if (slash < 0 || !userDirectory.isEmpty() || !userId.isEmpty()) {
            values[full] = "";
            return;
        }
        int second = userFull.indexOf('\\', slash + 1);
        values[directory] = userFull.substring(0, slash);
        values[id] = userFull.substring(slash + 1, second < 0 ? userFull.length() : second);
    }
}
