package org.sosgi.setup.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.setup.doctor.AgentStatus.Part;
import org.sosgi.setup.probe.Finding;

/** How the running agent is, by two looks at its status. */
final class AgentChecks {

    private static final long LONG_PENDING_MILLIS = 60_000;

    private final long pid;
    private final AgentStatus first;
    private final AgentStatus second;
    private final Duration between;
    private final List<Finding> above;

    /**
     * @param between how long after the first look the second one was
     * @param above what is told before, of servers and destinations among others
     */
    AgentChecks(long pid, AgentStatus first, AgentStatus second, Duration between, List<Finding> above) {
        this.pid = pid;
        this.first = first;
        this.second = second;
        this.between = between;
        this.above = List.copyOf(above);
    }

    /** @param config the file that the doctor looked at */
    List<Finding> findings(Path config) {
        List<Finding> found = new ArrayList<>();
        String runs = "runs (pid " + pid + "), " + second.version() + ", up " + uptime();
        found.add(
                second.waitsFor().isEmpty()
                        ? Finding.ok("agent", runs)
                        : Finding.fail(
                                "agent",
                                runs + ", not ready: " + String.join("; ", second.waitsFor()),
                                "see var/log/sosgi.log"));
        for (Part part : second.parts()) {
            switch (part.kind()) {
                case "config" -> found.addAll(config(part, config));
                case "endpoint" -> found.add(endpoint(part));
                case "sink" -> found.add(sink(part));
                case "collector" -> found.add(collector(part));
                default -> {
                    if (!part.state().equals("OK")) {
                        found.add(told(part, part.detail(), "see sosgi status, and var/log/sosgi.log"));
                    }
                }
            }
        }
        return found;
    }

    private static List<Finding> config(Part part, Path config) {
        if (part.state().equals("STOPPED")) {
            return List.of(); // It has no file, which is told above.
        }
        if (!part.state().equals("OK")) {
            return List.of(told(part, part.detail(), "mend the file; the agent reads it again by itself"));
        }
        if (!part.name().equals(config.getFileName().toString())) {
            return List.of(Finding.warn(
                    "agent config",
                    "the agent uses another file, " + part.name() + ", than was looked at here, " + config,
                    "sosgi doctor --config FILE"));
        }
        return List.of();
    }

    private Finding endpoint(Part part) {
        String what = "events " + part.name();
        long received = part.figure("messages_received");
        long before = first.part(part.kind(), part.name())
                .map(p -> p.figure("messages_received"))
                .orElse(0L);
        if (part.state().equals("FAILED")) {
            return Finding.fail(what, part.detail(), "see who has the port: ss -lunp");
        }
        if (received == 0) {
            return Finding.warn(
                    what,
                    "none has come since the start, " + uptime() + " ago",
                    "put the files of sosgi appenders on the Sense servers, and open UDP " + part.figure("port")
                            + " from them to this machine");
        }
        String counted = received < before
                ? received + " since it was configured anew"
                : received - before + " in the last " + between.toMillis() + " ms, " + received + " in all";
        long malformed = part.figure("messages_malformed") + part.figure("messages_unknown");
        if (malformed > received / 2) {
            return Finding.warn(
                    what,
                    counted + ", of which " + malformed + " cannot be read",
                    "see sosgi malformed " + part.name() + "; use the files of sosgi appenders as they are");
        }
        return part.state().equals("OK")
                ? Finding.ok(what, counted)
                : Finding.warn(what, counted + "; " + part.detail(), "see sosgi status, and the receive buffer");
    }

    private Finding sink(Part part) {
        String what = "sink " + part.name();
        long pending = part.figure("events_pending");
        long dead = part.figure("dead_letters_pending");
        long lost = part.figure("events_lost");
        String counted = part.figure("events_delivered") + " delivered, " + pending + " pending";
        if (!part.state().equals("OK")) {
            return told(part, counted + "; " + part.detail(), see("destination", part.name()));
        }
        if (dead > 0) {
            return Finding.warn(
                    what,
                    counted + ", " + dead + " refused (dead letters), " + lost + " lost",
                    "sosgi dead-letters " + part.name() + " tells the reasons; there they are replayed or dropped");
        }
        if (lost > 0) {
            return Finding.warn(what, counted + ", " + lost + " lost", "see var/log/sosgi.log for the reasons");
        }
        return part.figure("oldest_pending_ms") > LONG_PENDING_MILLIS
                ? Finding.warn(
                        what,
                        counted + ", the oldest for " + part.figure("oldest_pending_ms") / 1_000 + " s",
                        "see whether the destination is fast enough")
                : Finding.ok(what, counted);
    }

    private Finding collector(Part part) {
        String what = "collector " + part.name();
        boolean asked = part.figures().containsKey("up");
        if (!part.state().equals("OK")) {
            // What measures health asks an engine.
            return told(part, part.detail(), see("server", part.name().replace("health", "engine")));
        }
        return Finding.ok(
                what,
                asked ? "up, last call " + part.figure("last_call_ms") + " ms" : "not called yet, its time is to come");
    }

    /** Points to what is told above, if something of that sort is. */
    private String see(String what, String name) {
        boolean there = above.stream().anyMatch(finding -> name.contains(firstWord(finding.what())));
        return there ? "see the lines of the " + what + " above" : "see sosgi status, and var/log/sosgi.log";
    }

    private static String firstWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static Finding told(Part part, String detail, String next) {
        String what = part.kind() + " " + part.name();
        String shown = part.state() + (detail.isEmpty() ? "" : ": " + detail);
        return part.state().equals("FAILED") ? Finding.fail(what, shown, next) : Finding.warn(what, shown, next);
    }

    private String uptime() {
        Duration up = Duration.ofMillis(second.uptimeMillis());
        return up.toHours() > 0
                ? up.toHours() + " h " + up.toMinutesPart() + " min"
                : up.toMinutes() > 0 ? up.toMinutes() + " min" : up.toSeconds() + " s";
    }
}
