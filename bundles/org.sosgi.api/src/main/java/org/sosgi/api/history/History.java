package org.sosgi.api.history;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A service that answers questions about events of the past. There is one as long as there is a store; there may be none.
 *
 * <p>Everywhere: times are event times in UTC, the beginning of a span counts and its end does not; fields are named as in the store, in
 * snake case ({@code app_name} also where the event says {@code appName}, {@code tag_NAME} for {@code tag.NAME}). What an event did not
 * tell, and not-a-number, is never part of a result.
 *
 * <p>Safe for use by several threads. A call waits for the store, but never beyond the deadline the service is configured with; a few
 * calls run at a time, the others wait for their turn within their own deadline. Results are bounded and immutable.
 *
 * <p>A type or field of which nothing was ever stored gives an empty result. Every call throws {@link HistoryTimeoutException} if the
 * deadline passed, {@link java.io.InterruptedIOException} if the caller was interrupted (which stops the question), and {@link
 * IOException} if the store cannot be asked.
 */
@ProviderType
public interface History {

    /** Returns the types of events that the store knows, sorted by name. */
    List<StoredType> types() throws IOException;

    /** Returns how a number went over time: CPU of each server, sessions of one server. */
    Chart chart(ChartQuery query) throws IOException;

    /** Returns how many events there were over time: log events by level, user events by action. */
    Chart count(CountQuery query) throws IOException;

    /** Returns the newest event of each server: health, poll, sessions per virtual proxy. Newest servers' names sorted. */
    List<Row> latest(LatestQuery query) throws IOException;

    /** Returns events that match, newest first, one page at a time and with bounded work per call. */
    Page search(Search search) throws IOException;

    /** Returns which methods, apps, objects or users took the engine's time, worst first. */
    List<Rank> ranking(RankingQuery query) throws IOException;

    /**
     * Returns how the durations of the engine's calls are distributed.
     *
     * @param span is widened to full hours
     * @param value of the dimension; empty: all calls that tell one
     */
    Durations durations(Span span, Dimension dimension, String value) throws IOException;
}
