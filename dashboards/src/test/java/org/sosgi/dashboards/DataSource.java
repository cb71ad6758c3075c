package org.sosgi.dashboards;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What Grafana would ask. */
interface DataSource extends AutoCloseable {

    /** How much there is. */
    record Answer(int values, String text) {}

    /**
     * Asks what a panel asks.
     *
     * @param text the query, all variables filled in
     * @return how many values that are some it got, and the answer for a person
     */
    Answer ask(Dashboard.Query query, String text, Interpolation interpolation, Duration step)
            throws IOException, InterruptedException;

    /** Returns the values that a variable can have. */
    List<String> values(String text) throws IOException, InterruptedException;

    @Override
    void close();
}
