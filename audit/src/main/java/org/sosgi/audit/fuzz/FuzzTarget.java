package org.sosgi.audit.fuzz;

import java.util.List;

/**
 * A method of the module {@code fuzz}.
 *
 * @param type its class
 * @param executions how many a full run wants, if the time allows
 */
record FuzzTarget(String type, String method, long executions) {

    private static final long MANY = 20_000_000;
    private static final long USUAL = 10_000_000;
    private static final long FEWER = 5_000_000;

    /** What works with files or builds much for each input. */
    private static final long FEW = 1_000_000;

    static List<FuzzTarget> all() {
        return List.of(
                of("qlik.userevents.UserEventFuzz", "datagram", MANY),
                of("qlik.userevents.UserEventFuzz", "userAgent", FEW),
                of("qlik.logevents.LogEventFuzz", "engine", MANY),
                of("qlik.logevents.LogEventFuzz", "proxy", MANY),
                of("qlik.logevents.LogEventFuzz", "repository", MANY),
                of("qlik.logevents.LogEventFuzz", "scheduler", MANY),
                of("qlik.logevents.LogEventFuzz", "qixPerf", MANY),
                of("network.AllowListFuzz", "admitsNoMoreThanItsEntriesSay", USUAL),
                of("sink.influxdb.LineProtocolFuzz", "comesBackAsItWas", USUAL),
                of("sink.influxdb.LineProtocolFuzz", "keepsItsPlaceForEveryServer", USUAL),
                of("sink.mqtt.MessagesFuzz", "logEvent", USUAL),
                of("sink.mqtt.MessagesFuzz", "json", USUAL),
                of("sink.newrelic.ShapesFuzz", "logEvent", USUAL),
                of("sink.newrelic.ShapesFuzz", "reason", USUAL),
                of("sink.prometheus.ExpositionFuzz", "labels", USUAL),
                of("sink.prometheus.ExpositionFuzz", "accept", USUAL),
                of("logging.VisibleFuzz", "message", USUAL),
                of("journal.SegmentFuzz", "damaged", FEW),
                of("journal.SegmentFuzz", "wellSealedNonsense", FEW),
                of("journal.SegmentFuzz", "opens", FEW),
                of("config.ConfigurationFuzz", "yaml", FEWER),
                of("config.ConfigurationFuzz", "check", FEWER),
                of("config.ConfigurationFuzz", "json", USUAL),
                of("qlik.health.HealthReplyFuzz", "reply", FEWER),
                of("qlik.sessions.SessionsReplyFuzz", "reply", FEWER),
                of("qlik.apps.AppsReplyFuzz", "reply", FEWER),
                of("http.RedirectFuzz", "location", FEWER),
                of("pem.PemFuzz", "certificates", FEW),
                of("pem.PemFuzz", "privateKey", FEW),
                of("launcher.feature.FeatureFuzz", "feature", FEWER),
                of("launcher.control.FrameFuzz", "frame", FEWER),
                of("launcher.trust.SignedJarFuzz", "changed", FEW));
    }

    private static FuzzTarget of(String type, String method, long executions) {
        return new FuzzTarget("org.sosgi." + type, method, executions);
    }

    String name() {
        return type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }
}
