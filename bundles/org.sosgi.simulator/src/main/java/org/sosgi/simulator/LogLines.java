package org.sosgi.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.sosgi.setup.appender.AppenderFiles.Service;
import org.sosgi.simulator.log4net.Level;
import org.sosgi.simulator.log4net.LogLine;
import org.sosgi.simulator.log4net.SenseTime;
import org.sosgi.simulator.model.Occurrence;
import org.sosgi.simulator.model.Occurrence.EngineCall;
import org.sosgi.simulator.model.Occurrence.EngineTrouble;
import org.sosgi.simulator.model.Occurrence.ReloadTrouble;
import org.sosgi.simulator.model.Occurrence.ServiceTrouble;
import org.sosgi.simulator.model.Occurrence.Session;
import org.sosgi.simulator.model.Occurrence.UserStep;
import org.sosgi.simulator.model.Site;

/** What the services of Sense log when something happens: levels, loggers and properties as they name them. */
final class LogLines {

    private final ZoneId zone;

    LogLines(ZoneId zone) {
        this.zone = zone;
    }

    /** Which service of which server logs which line. */
    record Entry(Site.Server server, Service service, LogLine line) {}

    Entry of(Occurrence occurrence, Instant time) {
        if (occurrence instanceof UserStep step) {
            return entry(step.session().server(), Service.PROXY, userStep(step, time));
        }
        if (occurrence instanceof EngineCall call) {
            return entry(call.session().server(), Service.ENGINE, engineCall(call, time));
        }
        if (occurrence instanceof EngineTrouble trouble) {
            return entry(trouble.session().server(), Service.ENGINE, engineTrouble(trouble, time));
        }
        if (occurrence instanceof ServiceTrouble trouble) {
            Service service = trouble.service() == Occurrence.Service.PROXY ? Service.PROXY : Service.REPOSITORY;
            return entry(trouble.session().server(), service, serviceTrouble(trouble, time));
        }
        var trouble = (ReloadTrouble) occurrence;
        return entry(trouble.server(), Service.SCHEDULER, reloadTrouble(trouble, time));
    }

    private static Entry entry(Site.Server server, Service service, LogLine line) {
        return new Entry(server, service, line);
    }

    private static LogLine userStep(UserStep step, Instant time) {
        Session session = step.session();
        String who = Site.DIRECTORY + "\\" + session.user().id();
        String agent = " UserAgent: '" + session.user().browser() + "'";
        boolean connection =
                step.step() == Occurrence.Step.CONNECTION_OPEN || step.step() == Occurrence.Step.CONNECTION_CLOSE;
        String command;
        String message;
        switch (step.step()) {
            case SESSION_START -> {
                command = "Start session";
                message = "Start session for user: '" + who + "'." + agent;
            }
            case CONNECTION_OPEN -> {
                command = "Open connection";
                message = "connection Opened for session '" + session.id() + "'." + agent;
            }
            case CONNECTION_CLOSE -> {
                command = "Close connection";
                message = "connection Closed for session '" + session.id() + "'";
            }
            default -> {
                command = "Stop session";
                message = "Stop session for user: '" + who + "'";
            }
        }
        Map<String, String> properties = new HashMap<>();
        properties.put("Command", command);
        properties.put("UserDirectory", Site.DIRECTORY);
        properties.put("UserId", session.user().id());
        properties.put("Origin", "AppAccess");
        properties.put("Context", "/app/" + (connection ? appId(session.app()) : ""));
        return new LogLine(time, Level.INFO, "AuditActivity.Proxy.Proxy", message, "", properties);
    }

    private LogLine engineCall(EngineCall call, Instant time) {
        Map<String, String> properties = engine(call.session(), time);
        properties.put("DocId", appId(call.session().app()));
        properties.put("RequestId", String.valueOf(call.request()));
        properties.put("Method", call.method());
        properties.put("ProcessTime", millis(call.micros()));
        properties.put("WorkTime", millis(call.micros() * 9 / 10));
        properties.put("LockTime", "0");
        properties.put("ValidateTime", "0");
        properties.put("TraverseTime", millis(call.micros() / 20));
        properties.put("Handle", String.valueOf(call.handle()));
        properties.put("ObjectId", call.object().id());
        properties.put("NetRAM", String.valueOf(call.ramBytes()));
        properties.put("PeakRAM", String.valueOf(call.ramBytes() * 2));
        properties.put("ObjectType", call.object().type());
        return new LogLine(time, Level.INFO, "QixPerformance.Engine.Engine", "", "", properties);
    }

    private LogLine engineTrouble(EngineTrouble trouble, Instant time) {
        Map<String, String> properties = engine(trouble.session(), time);
        Site.Server server = trouble.session().server();
        properties.put("ProcessId", server.processId());
        properties.put("Exe Version", server.engineVersion());
        properties.put("Server Started", server.started());
        properties.put("Entry Type", "System");
        properties.put("AppId", appId(trouble.session().app()));
        return new LogLine(
                time, Level.valueOf(trouble.level()), trouble.subsystem(), trouble.message(), "", properties);
    }

    private Map<String, String> engine(Session session, Instant time) {
        Map<String, String> properties = new HashMap<>();
        properties.put("ProxySessionId", session.proxySessionId());
        properties.put("ActiveUserDirectory", Site.DIRECTORY);
        properties.put("ActiveUserId", session.user().id());
        properties.put("EngineTimestamp", SenseTime.compact(time, zone));
        properties.put("SessionId", session.id());
        return properties;
    }

    private static LogLine serviceTrouble(ServiceTrouble trouble, Instant time) {
        Map<String, String> properties = new HashMap<>();
        properties.put("UserDirectory", Site.DIRECTORY);
        properties.put("UserId", trouble.session().user().id());
        properties.put("Command", trouble.command());
        properties.put("Result", trouble.result());
        properties.put("Origin", "AppAccess");
        properties.put("Context", "/qrs");
        return new LogLine(
                time,
                Level.valueOf(trouble.level()),
                trouble.subsystem(),
                trouble.message(),
                trouble.exception(),
                properties);
    }

    private static LogLine reloadTrouble(ReloadTrouble trouble, Instant time) {
        Site.App app = trouble.app();
        Map<String, String> properties = new HashMap<>();
        properties.put("UserDirectory", "");
        properties.put("UserId", "");
        properties.put("User", "INTERNAL\\sa_scheduler");
        properties.put("TaskName", app.task().name());
        properties.put("AppName", app.name());
        properties.put("TaskId", app.task().id());
        properties.put("AppId", app.id());
        properties.put("ExecutionId", trouble.executionId());
        return new LogLine(
                time,
                Level.valueOf(trouble.level()),
                "System.Scheduler.Scheduler.Slave.Tasks.ReloadTask",
                trouble.message(),
                trouble.exception(),
                properties);
    }

    private static String appId(Site.App app) {
        return app == null ? "" : app.id();
    }

    private static String millis(long micros) {
        return micros / 1_000 + "." + String.valueOf(1_000 + micros % 1_000).substring(1);
    }
}
