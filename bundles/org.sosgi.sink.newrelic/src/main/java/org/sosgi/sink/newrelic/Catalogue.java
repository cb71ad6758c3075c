package org.sosgi.sink.newrelic;

import java.time.Duration;
import java.util.Map;

/** Which events go to which of New Relic's APIs, and how they look there. Other types are not for New Relic. */
record Catalogue(Map<String, Shape> events, Map<String, Shape> metrics) {

    /** The age at which the APIs take an event and then drop it, as their documentation says. */
    static final Duration EVENTS_UNTIL = Duration.ofHours(24);

    static final Duration METRICS_UNTIL = Duration.ofHours(48);
}
