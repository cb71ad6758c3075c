package org.sosgi.engine;

import java.util.List;
import java.util.Map;
import org.sosgi.api.Event;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.TrackedError;

/**
 * Has the failed writes of one sink tracked; but never those that carried nothing but earlier errors, which
 * would go round for ever.
 */
final class WriteErrors {

    private static final String ERROR_EVENT = "agent.error";

    private final ErrorTracker tracker;
    private final String type;
    private final Map<String, String> tags;

    WriteErrors(ErrorTracker tracker, SinkSettings settings) {
        this.tracker = tracker;
        this.type = settings.errorType();
        this.tags = Map.of("module", settings.name());
    }

    void failed(List<Event> events, Throwable cause) {
        for (Event event : events) {
            if (!event.type().name().equals(ERROR_EVENT)) {
                tracker.record(new TrackedError(type, "", tags, cause));
                return;
            }
        }
    }
}
