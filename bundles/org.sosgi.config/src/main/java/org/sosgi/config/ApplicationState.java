package org.sosgi.config;

import java.util.List;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;

/**
 * How the application of the file went.
 *
 * @param detail why it is not well; empty if it is
 * @param configurations how many configurations came from the file, perhaps in an earlier run
 * @param lastApplied when a file was applied last, in milliseconds since 1970; 0 if never since the start
 */
record ApplicationState(
        State state, String detail, long errors, long warnings, long infos, long configurations, long lastApplied) {

    static ApplicationState unread(int configurations) {
        return new ApplicationState(State.STOPPED, "not read yet", 0, 0, 0, configurations, 0);
    }

    static ApplicationState applied(Checked checked, int configurations) {
        boolean good = checked.usable();
        String told = good ? "" : "applied without verification; it has errors";
        return of(checked, good ? State.OK : State.DEGRADED, told, configurations, System.currentTimeMillis());
    }

    /** The file has errors; what was applied before stays in force. */
    ApplicationState refused(Checked checked, String file) {
        long errors = checked.count(Problem.Severity.ERROR);
        Problem first =
                checked.problems().stream().filter(Problem::isError).findFirst().orElseThrow();
        String told = "refused for " + errors + (errors == 1 ? " error: " : " errors, first: ") + first.in(file);
        return of(checked, notWell(), told, configurations, lastApplied);
    }

    ApplicationState unreadable(String reason) {
        return new ApplicationState(notWell(), reason, 0, 0, 0, configurations, lastApplied);
    }

    ApplicationState with(int configurationsNow) {
        return new ApplicationState(state, detail, errors, warnings, infos, configurationsNow, lastApplied);
    }

    /** Nobody asked for a file and there is none. */
    ApplicationState absent(String reason) {
        return new ApplicationState(State.STOPPED, reason, 0, 0, 0, configurations, lastApplied);
    }

    /** With what was applied before the agent still does its work. */
    private State notWell() {
        return configurations > 0 ? State.DEGRADED : State.FAILED;
    }

    private static ApplicationState of(
            Checked checked, State state, String detail, long configurations, long lastApplied) {
        return new ApplicationState(
                state,
                detail,
                checked.count(Problem.Severity.ERROR),
                checked.count(Problem.Severity.WARNING),
                checked.count(Problem.Severity.INFO),
                configurations,
                lastApplied);
    }

    Report report(String name) {
        return new Report(
                "config",
                name,
                state,
                detail,
                List.of(
                        Figure.gauge("errors", errors),
                        Figure.gauge("warnings", warnings),
                        Figure.gauge("notes", infos),
                        Figure.gauge("configurations", configurations),
                        Figure.gauge("last_applied_ms", lastApplied)));
    }
}
