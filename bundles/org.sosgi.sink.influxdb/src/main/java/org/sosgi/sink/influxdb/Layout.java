package org.sosgi.sink.influxdb;

import java.util.Set;

/**
 * What the settings choose about measurements.
 *
 * @param userQueue the measurement for figures of the queue of user events
 * @param logQueue the measurement for figures of the queue of log events
 * @param eventCounts the measurement for how many events came
 * @param rejectedCounts the measurement for how many performance events no filter took
 * @param errors the measurement for what failed towards the outside
 * @param documents which lists of documents are told
 * @param sessionServerTags whether version 2 tells of which server a session is; the others always do
 */
record Layout(
        String userQueue,
        String logQueue,
        String eventCounts,
        String rejectedCounts,
        String errors,
        Documents documents,
        boolean sessionServerTags) {

    /** As it is if the settings say nothing. */
    static final Layout STANDARD = new Layout(
            "user_events_queue",
            "log_events_queue",
            "event_count",
            "rejected_event_count",
            "butler_sos_errors",
            new Documents(Set.of(), false),
            false);

    /**
     * Lists of documents that are filled; the others are written as empty texts.
     *
     * @param lists {@code active_docs}, {@code loaded_docs}, {@code in_memory_docs}
     * @param names whether the names are told besides the ids
     */
    record Documents(Set<String> lists, boolean names) {

        static final Set<String> LISTS = Set.of("active_docs", "loaded_docs", "in_memory_docs");
    }

    Layout filling(Documents other) {
        return new Layout(userQueue, logQueue, eventCounts, rejectedCounts, errors, other, sessionServerTags);
    }

    Layout withSessionServerTags() {
        return new Layout(userQueue, logQueue, eventCounts, rejectedCounts, errors, documents, true);
    }
}
