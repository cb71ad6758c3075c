package org.sosgi.udp;

import java.util.Locale;
import java.util.Map;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.TrackedError;

/** Has the failures of decoders tracked, while somebody tracks: {@code UDP_LOG_EVENT} of the endpoint {@code log}. */
final class DecodeErrors {

    private final String type;
    private final Map<String, String> tags;
    private volatile ErrorTracker tracker;

    DecodeErrors(String endpoint) {
        type = "UDP_" + endpoint.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_EVENT";
        tags = Map.of("module", type + "S");
    }

    void set(ErrorTracker present) {
        tracker = present;
    }

    void clear(ErrorTracker gone) {
        if (tracker == gone) {
            tracker = null;
        }
    }

    void failed(Throwable cause) {
        ErrorTracker present = tracker;
        if (present != null) {
            present.record(new TrackedError(type, "", tags, cause));
        }
    }
}
