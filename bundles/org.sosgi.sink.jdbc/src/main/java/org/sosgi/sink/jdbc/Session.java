package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** A connection that writes, and what is known of the store while it lasts. After any failure another is begun. One thread only. */
final class Session implements AutoCloseable {

    /** Types come from plugins, with tags and categories from the configuration: a few hundred at most. */
    private static final int MOST_PLANS = 2_000;

    private final Connection connection;
    private final Dialect dialect;
    private final Catalogue catalogue;
    private final Rollups rollups;
    private final Retention retention;
    private final Map<EventType, RowPlan> plans = new HashMap<>();

    /** @param connection is closed by this session, also if this fails */
    Session(Connection connection, Dialect dialect, Limits limits) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        try {
            connection.setAutoCommit(false);
            Migrations.own().run(connection, dialect);
            catalogue = new Catalogue(connection, dialect);
            rollups = new Rollups(connection, dialect);
            retention = new Retention(connection, dialect, catalogue, limits, rollups::forget);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    Retention retention() {
        return retention;
    }

    long overflows() {
        return catalogue.overflows();
    }

    /**
     * Writes events and sums in one transaction.
     *
     * @return how many of the events were not there already
     */
    int write(Batch batch) throws SQLException {
        List<Event> events = batch.events();
        if (plans.size() > MOST_PLANS) {
            plans.clear();
        }
        RowPlan[] planOf = plans(events);
        for (int i = 0; i < planOf.length; i++) {
            EventTable table = planOf[i].table();
            planOf[i].set(table.insert(connection), events.get(i), batch.position(i));
            table.addBatch(i);
        }
        boolean[] inserted = new boolean[planOf.length];
        for (EventTable table : catalogue.tables()) {
            if (table.hasPending()) {
                table.executeBatch(inserted);
            }
        }
        int count = 0;
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i]) {
                rollups.add(events.get(i), planOf[i].rollups());
                count++;
            }
        }
        rollups.write();
        connection.commit();
        dialect.flush(connection);
        return count;
    }

    /** Finds out how each event is written, before the first is: a change of the schema may end a transaction. */
    @SuppressWarnings("ReferenceEquality") // the quick way; types that are equal and not the same are looked up
    private RowPlan[] plans(List<Event> events) throws SQLException {
        RowPlan[] planOf = new RowPlan[events.size()];
        boolean complete = true;
        EventType last = null;
        for (int i = 0; i < planOf.length; i++) {
            EventType type = events.get(i).type();
            planOf[i] = type == last ? planOf[i - 1] : plans.get(type);
            if (planOf[i] == null) {
                planOf[i] = plan(type);
                complete = false;
            }
            last = type;
        }
        // A table that got a column is written in another way, also for the types that were known before.
        return complete ? planOf : plans(events);
    }

    private RowPlan plan(EventType type) throws SQLException {
        EventTable table = catalogue.table(type);
        var made = new RowPlan(table, type, dialect);
        plans.values().removeIf(plan -> plan.table() == table && !plan.fits());
        plans.put(type, made);
        return made;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
