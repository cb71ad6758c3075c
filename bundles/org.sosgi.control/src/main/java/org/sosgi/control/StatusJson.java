package org.sosgi.control;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.function.Consumer;
import org.sosgi.api.status.Report;

/**
 * The status as one JSON object: {@code version, pid, uptime_ms, ready, waits_for} (texts), {@code totals} (number by
 * state), and {@code reports}, each {@code kind, name, state, detail, figures} (number by name).
 */
final class StatusJson {

    private final PrintWriter out;

    private StatusJson(PrintWriter out) {
        this.out = out;
    }

    static void write(Status status, PrintWriter out) {
        new StatusJson(out).status(status);
        out.println();
    }

    private void status(Status status) {
        out.print("{\"version\":");
        text(status.version());
        out.print(",\"pid\":" + Status.pid());
        out.print(",\"uptime_ms\":" + Status.uptimeMillis());
        out.print(",\"ready\":" + status.waitsFor().isEmpty());
        out.print(",\"waits_for\":[");
        all(status.waitsFor(), this::text);
        out.print("],\"totals\":{");
        all(status.totals().entrySet(), total -> {
            text(total.getKey().name());
            out.print(":" + total.getValue());
        });
        out.print("},\"reports\":[");
        all(status.reports(), this::report);
        out.print("]}");
    }

    private void report(Report report) {
        out.print("{\"kind\":");
        text(report.kind());
        out.print(",\"name\":");
        text(report.name());
        out.print(",\"state\":");
        text(report.state().name());
        out.print(",\"detail\":");
        text(report.detail());
        out.print(",\"figures\":{");
        all(report.figures(), figure -> {
            text(figure.name());
            out.print(":" + figure.value());
        });
        out.print("}}");
    }

    private <T> void all(Iterable<T> items, Consumer<T> writer) {
        for (Iterator<T> i = items.iterator(); i.hasNext(); ) {
            writer.accept(i.next());
            if (i.hasNext()) {
                out.print(',');
            }
        }
    }

    private void text(String text) {
        out.print(JsonText.quote(text));
    }
}
