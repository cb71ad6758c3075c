package org.sosgi.sink.newrelic;

import java.util.Locale;

/** Where an account's data are kept; keys are good in one region only. */
enum Region {
    US("https://insights-collector.newrelic.com/", "https://metric-api.newrelic.com/metric/v1"),
    EU("https://insights-collector.eu01.nr-data.net/", "https://metric-api.eu.newrelic.com/metric/v1");

    private final String eventUrl;
    private final String metricUrl;

    Region(String eventUrl, String metricUrl) {
        this.eventUrl = eventUrl;
        this.metricUrl = metricUrl;
    }

    String eventUrl() {
        return eventUrl;
    }

    String metricUrl() {
        return metricUrl;
    }

    /** Returns null for a host that is not New Relic's, such as a proxy. */
    static Region of(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".eu01.nr-data.net") || name.endsWith(".eu.newrelic.com")) {
            return EU;
        }
        return name.endsWith(".newrelic.com") || name.endsWith(".nr-data.net") ? US : null;
    }
}
