package org.sosgi.config;

import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Sink;

/** The Prometheus sink, which serves two addresses: what is known of Sense, and what is known of the agent. */
final class PrometheusTranslation implements Translation {

    /** The original documents this one, and has none in truth. */
    static final String USUAL_HOST = "0.0.0.0";

    static final int USUAL_PORT = 9842;
    static final int USUAL_AGENT_PORT = 9001;

    /** Nearly all events are log events. */
    private static final String EVENTS = "(|(type=log.*)(type=user)(type=sense.*))";

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        Section prometheus = file.section("prometheus");
        if (!prometheus.flag("enable")) {
            return;
        }
        Map<String, Object> settings = new TreeMap<>();
        settings.put("host", prometheus.text("host", USUAL_HOST));
        settings.put("port", (int) prometheus.number("port", USUAL_PORT));
        settings.put("agent_host", prometheus.text("nodeMetricsHost", USUAL_HOST));
        settings.put("agent_port", (int) prometheus.number("nodeMetricsPort", USUAL_AGENT_PORT));
        settings.put("separate", prometheus.flag("separate"));
        Settings.putNumber(settings, "stale_after_polls", prometheus, "staleAfterPolls");
        Settings.putNumber(settings, "series_limit", prometheus, "seriesLimit");
        Served.put(settings, prometheus);
        PrivacyTranslation.pseudonymise(settings, prometheus);
        settings.put(Sink.FILTER, EVENTS);
        out.put(Pid.of("org.sosgi.sink.prometheus", "butler-sos"), settings);
    }
}
