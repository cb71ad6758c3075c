package org.sosgi.history;

import java.io.IOException;
import java.util.List;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.Rank;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.StoredType;

/** How an answer is told: as text or as JSON. */
interface Answer {

    void types(List<StoredType> types) throws IOException;

    void chart(List<String> by, Chart chart) throws IOException;

    void latest(List<Row> rows) throws IOException;

    void page(Page page) throws IOException;

    void ranking(List<Rank> ranks) throws IOException;
}
