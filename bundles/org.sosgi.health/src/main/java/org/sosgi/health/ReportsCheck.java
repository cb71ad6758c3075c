package org.sosgi.health;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.sosgi.api.status.Report;

/** A health check made of what the parts of some kind report of themselves. No part of that kind is well, too. */
final class ReportsCheck implements HealthCheck {

    /** So many parts that are not well are named. */
    private static final int MOST_NAMED = 20;

    private final Supplier<List<Report>> reports;
    private final Predicate<Report> which;

    ReportsCheck(Supplier<List<Report>> reports, Predicate<Report> which) {
        this.reports = reports;
        this.which = which;
    }

    @Override
    public Result execute() {
        var log = new ResultLog();
        int well = 0;
        int unwell = 0;
        for (Report report : reports.get()) {
            if (!which.test(report)) {
                continue;
            }
            Result.Status status = status(report.state());
            if (status == Result.Status.OK) {
                well++;
            } else if (unwell++ < MOST_NAMED || status == Result.Status.CRITICAL) {
                log.add(new ResultLog.Entry(
                        status, report.kind() + ' ' + report.name() + ": " + report.state() + ' ' + report.detail()));
            }
        }
        log.add(new ResultLog.Entry(Result.Status.OK, well + " well"));
        return new Result(log);
    }

    /** What is degraded works, and what is stopped is so on purpose. */
    private static Result.Status status(Report.State state) {
        return switch (state) {
            case OK, STOPPED -> Result.Status.OK;
            case DEGRADED -> Result.Status.WARN;
            case FAILED -> Result.Status.CRITICAL;
        };
    }
}
