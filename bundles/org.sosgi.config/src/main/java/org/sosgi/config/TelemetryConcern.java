package org.sosgi.config;

import java.util.List;

/** Whoever has switched telemetry on may expect it. */
final class TelemetryConcern implements Concern {

    @Override
    public void check(Section file, List<Problem> problems) {
        if (file.flag("anonTelemetry")) {
            String text = "is ignored: SOSGi never sends telemetry to anybody";
            problems.add(Problem.info(file.line("anonTelemetry"), ROOT + "anonTelemetry", text));
        }
    }
}
