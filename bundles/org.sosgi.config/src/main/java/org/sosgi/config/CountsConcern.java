package org.sosgi.config;

import java.util.List;

/** Combinations of switches for event counts with which the original counts and then loses the counts. */
final class CountsConcern implements Concern {

    private static final String COUNT = "qlikSenseEvents.eventCount.enable";
    private static final String REJECTED = "qlikSenseEvents.rejectedEventCount.enable";
    private static final String MONITOR = "logEvents.enginePerformanceMonitor.";
    private static final String TRACK = MONITOR + "trackRejectedEvents.enable";

    @Override
    public void check(Section file, List<Problem> problems) {
        var on = Switches.of(file);
        boolean written = on.influx() && file.flag("qlikSenseEvents.influxdb.enable");
        boolean tracked = on.qixPerf() && file.flag(MONITOR + "enable") && file.flag(TRACK);
        if (written && file.flag(COUNT) && !file.flag(REJECTED) && (on.logEvents() || on.userEvents())) {
            warn(
                    file,
                    COUNT,
                    "these counts are written here; Butler SOS loses them unless " + REJECTED + " is true, too",
                    problems);
        }
        if (written && file.flag(REJECTED) && !file.flag(COUNT) && tracked) {
            warn(
                    file,
                    REJECTED,
                    "these counts are written here; Butler SOS loses them unless " + COUNT + " is true, too",
                    problems);
        }
        if (tracked && !file.flag(REJECTED)) {
            warn(file, TRACK, "has no effect unless " + REJECTED + " is true; set both or neither", problems);
        }
    }

    private static void warn(Section file, String path, String text, List<Problem> problems) {
        problems.add(Problem.warning(file.line(path), ROOT + path, text));
    }
}
