package org.sosgi.config;

import java.util.List;
import java.util.stream.Stream;

/** Keys that have no effect where a person would expect one. Not those that nobody misses. */
final class NoEffectConcern implements Concern {

    private static final String RETENTION = "influxdbConfig.v3Config.retentionDuration";
    private static final String APPS = "newRelic.metric.dynamic.apps";
    private static final String HEALTH_HOST = "sosgi.health.host";

    @Override
    public void check(Section file, List<Problem> problems) {
        boolean version3 = Switches.of(file).influx() && file.number("influxdbConfig.version", 0) == 3;
        if (version3 && !file.text(RETENTION, "").isEmpty()) {
            String text =
                    "has no effect: version 3 does not take it from a client; set it in the database, and \"\" here";
            problems.add(Problem.warning(file.line(RETENTION), ROOT + RETENTION, text));
        }
        boolean documents = Stream.of("activeDocs", "loadedDocs", "inMemoryDocs")
                .anyMatch(list -> file.flag(APPS + "." + list + ".enable"));
        if (file.flag("newRelic.enable") && documents) {
            String text = "activeDocs, loadedDocs and inMemoryDocs have no effect, as in Butler SOS; docCount has";
            problems.add(Problem.info(file.line(APPS), ROOT + APPS, text));
        }
        if (file.node(HEALTH_HOST).isPresent() && !OwnHealthTranslation.probed(file)) {
            String text = "has no effect while dockerHealthCheck is off; switch it on, or set sosgi.health.port";
            problems.add(Problem.warning(file.line(HEALTH_HOST), ROOT + HEALTH_HOST, text));
        }
    }
}
