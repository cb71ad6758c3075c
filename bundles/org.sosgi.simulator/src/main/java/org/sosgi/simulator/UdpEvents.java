package org.sosgi.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.sosgi.simulator.model.Occurrence;
import org.sosgi.simulator.model.Occurrence.EngineCall;
import org.sosgi.simulator.model.Occurrence.EngineTrouble;
import org.sosgi.simulator.model.Occurrence.ReloadTrouble;
import org.sosgi.simulator.model.Occurrence.Service;
import org.sosgi.simulator.model.Occurrence.ServiceTrouble;
import org.sosgi.simulator.model.Occurrence.UserStep;
import org.sosgi.simulator.model.Site;

/**
 * Tells occurrences as the log appenders of Sense do: one text of fields parted by semicolons per datagram, in the order of the
 * appenders' patterns. One thread.
 */
final class UdpEvents {

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSxx", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);
    private static final String ACCOUNT = Site.DIRECTORY + "\\qlikservice";

    /** What the log appenders count: rows, per source and server. */
    private final Map<String, Integer> rows = new HashMap<>();

    private final ZoneId zone;

    UdpEvents(ZoneId zone) {
        this.zone = zone;
    }

    /** Which endpoint of the agent a datagram is for. */
    enum Endpoint {
        LOG,
        USER
    }

    record Message(Endpoint endpoint, String text) {}

    Message tell(Occurrence occurrence, Instant time) {
        if (occurrence instanceof UserStep step) {
            return new Message(Endpoint.USER, userStep(step));
        }
        String text;
        if (occurrence instanceof EngineCall call) {
            text = engineCall(call, time);
        } else if (occurrence instanceof EngineTrouble trouble) {
            text = engineTrouble(trouble, time);
        } else if (occurrence instanceof ServiceTrouble trouble) {
            text = serviceTrouble(trouble, time);
        } else {
            text = reloadTrouble((ReloadTrouble) occurrence, time);
        }
        return new Message(Endpoint.LOG, text);
    }

    private static String userStep(UserStep step) {
        var session = step.session();
        String who = Site.DIRECTORY + "\\" + session.user().id();
        String agent = " UserAgent: '" + session.user().browser() + "'";
        String app = session.app() == null ? "" : session.app().id();
        return switch (step.step()) {
            case SESSION_START ->
                user("session", step, "Start session", "/app/", "Start session for user: '" + who + "'." + agent);
            case CONNECTION_OPEN ->
                user(
                        "connection",
                        step,
                        "Open connection",
                        "/app/" + app,
                        "connection Opened for session '" + session.id() + "'." + agent);
            case CONNECTION_CLOSE ->
                user(
                        "connection",
                        step,
                        "Close connection",
                        "/app/" + app,
                        "connection Closed for session '" + session.id() + "'");
            case SESSION_STOP -> user("session", step, "Stop session", "/app/", "Stop session for user: '" + who + "'");
        };
    }

    private static String user(String kind, UserStep step, String command, String context, String message) {
        var session = step.session();
        return join(
                "/qseow-proxy-" + kind + "/",
                session.server().name(),
                command,
                Site.DIRECTORY,
                session.user().id(),
                "AppAccess",
                context,
                message);
    }

    private String engineCall(EngineCall call, Instant time) {
        var session = call.session();
        String process = millis(call.micros());
        String work = millis(call.micros() * 9 / 10);
        String traverse = millis(call.micros() / 20);
        return head("/qseow-qix-perf/", session.server(), "INFO", "QixPerformance.Engine.Engine", time)
                + join(
                        "",
                        session.proxySessionId(),
                        Site.DIRECTORY,
                        session.user().id(),
                        compact(time),
                        session.id(),
                        session.app().id(),
                        call.request(),
                        call.method(),
                        process,
                        work,
                        "0",
                        "0",
                        traverse,
                        call.handle(),
                        call.object().id(),
                        call.ramBytes(),
                        call.ramBytes() * 2,
                        call.object().type());
    }

    private String engineTrouble(EngineTrouble trouble, Instant time) {
        var session = trouble.session();
        var server = session.server();
        return head("/qseow-engine/", server, trouble.level(), trouble.subsystem(), time)
                + join(
                        "",
                        trouble.message(),
                        session.proxySessionId(),
                        Site.DIRECTORY,
                        session.user().id(),
                        compact(time),
                        server.processId(),
                        server.engineVersion(),
                        server.started(),
                        "System",
                        session.id(),
                        session.app() == null ? "" : session.app().id());
    }

    private String serviceTrouble(ServiceTrouble trouble, Instant time) {
        var session = trouble.session();
        String prefix = trouble.service() == Service.PROXY ? "/qseow-proxy/" : "/qseow-repository/";
        return head(prefix, session.server(), trouble.level(), trouble.subsystem(), time)
                + join(
                        "",
                        trouble.message(),
                        trouble.exception(),
                        Site.DIRECTORY,
                        session.user().id(),
                        trouble.command(),
                        trouble.result(),
                        "AppAccess",
                        "/qrs");
    }

    private String reloadTrouble(ReloadTrouble trouble, Instant time) {
        var app = trouble.app();
        return head(
                        "/qseow-scheduler/",
                        trouble.server(),
                        trouble.level(),
                        "System.Scheduler.Scheduler.Slave.Tasks.ReloadTask",
                        time)
                + join(
                        "",
                        trouble.message(),
                        trouble.exception(),
                        "",
                        "",
                        "INTERNAL\\sa_scheduler",
                        app.task().name(),
                        app.name(),
                        app.task().id(),
                        app.id(),
                        trouble.executionId());
    }

    /** The first eight fields, which all log lines have. */
    private String head(String prefix, Site.Server server, String level, String subsystem, Instant time) {
        int row = rows.merge(prefix + server.name(), 1, Integer::sum);
        return join(
                prefix, row, compact(time), LOCAL.format(time.atZone(zone)), level, server.name(), subsystem, ACCOUNT);
    }

    private String compact(Instant time) {
        return COMPACT.format(time.atZone(zone));
    }

    private static String millis(long micros) {
        return micros / 1_000 + "." + String.valueOf(1_000 + micros % 1_000).substring(1);
    }

    private static String join(String first, Object... rest) {
        var text = new StringBuilder(first);
        for (Object field : rest) {
            text.append(';').append(field);
        }
        return text.toString();
    }
}
