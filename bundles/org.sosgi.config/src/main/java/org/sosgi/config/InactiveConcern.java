package org.sosgi.config;

import java.util.List;

/** Says which parts of the file this version accepts but does not act upon yet. Goes as those parts come. */
final class InactiveConcern implements Concern {

    private static final List<String> SWITCHES = List.of(
            "crashFile.enable",
            "configVisualisation.enable",
            "heartbeat.enable",
            "dockerHealthCheck.enable",
            "uptimeMonitor.enable",
            "errorTracking.enable",
            "qlikSenseEvents.eventCount.enable",
            "qlikSenseEvents.rejectedEventCount.enable",
            "mqttConfig.enable",
            "newRelic.enable",
            "prometheus.enable",
            "appNames.enableAppNameExtract",
            "userSessions.enableSessionExtract",
            "auditEvents.enable");

    @Override
    public void check(Section file, List<Problem> problems) {
        SWITCHES.stream().filter(file::flag).forEach(path -> tell(file, path, problems));
        if (!file.items("serversToMonitor.servers").isEmpty()) {
            tell(file, "serversToMonitor.servers", problems);
        }
    }

    private static void tell(Section file, String path, List<Problem> problems) {
        String text = "not yet active: this version accepts the section and does nothing with it";
        problems.add(Problem.info(file.line(path), ROOT + path, text));
    }
}
