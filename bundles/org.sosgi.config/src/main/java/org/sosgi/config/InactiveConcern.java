package org.sosgi.config;

import java.util.List;

/** Says which parts of the file this version accepts but does not act upon yet. Goes as those parts come. */
final class InactiveConcern implements Concern {

    private static final List<String> SWITCHES = List.of(
            "configVisualisation.enable",
            "mqttConfig.enable",
            "newRelic.enable",
            "prometheus.enable",
            "auditEvents.enable");

    private static final String UPTIME = "uptimeMonitor.storeNewRelic.enable";

    @Override
    public void check(Section file, List<Problem> problems) {
        SWITCHES.stream().filter(file::flag).forEach(path -> tell(file, path, problems));
        if (file.flag("uptimeMonitor.enable") && file.flag(UPTIME)) {
            tell(file, UPTIME, problems);
        }
    }

    private static void tell(Section file, String path, List<Problem> problems) {
        String text = "not yet active: this version accepts the section and does nothing with it";
        problems.add(Problem.info(file.line(path), ROOT + path, text));
    }
}
