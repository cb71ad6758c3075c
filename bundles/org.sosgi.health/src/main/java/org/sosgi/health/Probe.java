package org.sosgi.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.sosgi.httpserver.Json;

/** Runs the checks that have a tag; results are kept for two seconds, so asking often costs little. */
final class Probe {

    private final Supplier<HealthCheckExecutor> executor;
    private final String tag;
    private final boolean otherwise;

    /**
     * @param executor may be not there yet
     * @param otherwise the answer in that case
     */
    Probe(Supplier<HealthCheckExecutor> executor, String tag, boolean otherwise) {
        this.executor = executor;
        this.tag = tag;
        this.otherwise = otherwise;
    }

    /** @param ok whether the answer is 200 */
    record Told(boolean ok, String json) {}

    Told ask() {
        HealthCheckExecutor present = executor.get();
        if (present == null) {
            return new Told(otherwise, "{\"status\":\"" + word(otherwise) + "\",\"checks\":[]}");
        }
        List<HealthCheckExecutionResult> results = new ArrayList<>(present.execute(HealthCheckSelector.tags(tag)));
        results.sort(Comparator.comparing(r -> r.getHealthCheckMetadata().getTitle()));
        boolean ok = true;
        var checks = new StringBuilder();
        for (HealthCheckExecutionResult result : results) {
            Result.Status status = result.getHealthCheckResult().getStatus();
            ok &= status == Result.Status.OK || status == Result.Status.WARN;
            checks.append(checks.length() == 0 ? "" : ",").append("{\"name\":");
            Json.text(result.getHealthCheckMetadata().getTitle(), checks);
            checks.append(",\"status\":\"").append(status).append("\",\"message\":");
            Json.text(message(result.getHealthCheckResult(), status), checks);
            checks.append('}');
        }
        return new Told(ok, "{\"status\":\"" + word(ok) + "\",\"checks\":[" + checks + "]}");
    }

    private static String word(boolean ok) {
        return ok ? "ok" : "unavailable";
    }

    /** Of a check that is not well only what is not. */
    private static String message(Result result, Result.Status status) {
        var message = new StringBuilder();
        for (ResultLog.Entry entry : result) {
            if (status == Result.Status.OK || entry.getStatus() != Result.Status.OK) {
                message.append(message.length() == 0 ? "" : "; ").append(entry.getMessage());
            }
        }
        return message.toString();
    }
}
