package org.sosgi.control;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.stream.Collectors;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;

/** The status for people: one block per kind, one row per part, its figures below. */
final class StatusTable {

    private static final int LINE_LENGTH = 110;

    /** A figure whose zero is the news: whether a server answered the last time. */
    private static final String UP = "up";

    private StatusTable() {}

    static void write(Status status, PrintWriter out) {
        out.println("SOSGi " + status.version() + ", pid " + Status.pid() + ", up "
                + uptime(Duration.ofMillis(Status.uptimeMillis())) + ", "
                + (status.waitsFor().isEmpty() ? "ready" : "not ready"));
        status.waitsFor().forEach(reason -> out.println("  " + printable(reason)));
        int width = status.reports().stream()
                .mapToInt(report -> report.name().length())
                .max()
                .orElse(0);
        String kind = "";
        for (Report report : status.reports()) {
            if (!report.kind().equals(kind)) {
                kind = report.kind();
                out.println();
                out.println(kind);
            }
            row(report, width, out);
        }
        out.println();
        out.println(status.totals().entrySet().stream()
                .map(total -> total.getValue() + " " + total.getKey())
                .collect(Collectors.joining(", ", "total: ", "")));
    }

    private static void row(Report report, int width, PrintWriter out) {
        String name = printable(report.name());
        out.print("  " + name + " ".repeat(Math.max(0, width - name.length())) + "  " + report.state());
        out.println(report.detail().isEmpty() ? "" : "  " + printable(report.detail()));
        figures(report, out);
    }

    /** Other zeros are left out: what did not happen is not worth a look. */
    private static void figures(Report report, PrintWriter out) {
        var line = new StringBuilder();
        for (Figure figure : report.figures()) {
            if (figure.value() == 0 && !figure.name().equals(UP)) {
                continue;
            }
            String text = figure.name() + ' ' + figure.value();
            if (line.length() + text.length() > LINE_LENGTH) {
                out.println("    " + line);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : ", ").append(text);
        }
        if (line.length() > 0) {
            out.println("    " + line);
        }
    }

    private static String uptime(Duration up) {
        return up.toDays() > 0
                ? up.toDays() + " d " + up.toHoursPart() + " h"
                : up.toHours() > 0
                        ? up.toHours() + " h " + up.toMinutesPart() + " min"
                        : up.toMinutes() > 0
                                ? up.toMinutes() + " min " + up.toSecondsPart() + " s"
                                : up.toSeconds() + " s";
    }

    /** What parts tell of themselves must not steer the terminal. */
    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
