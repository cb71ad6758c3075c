package org.sosgi.setup.appender;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code LocalLogConfig.xml} of each service. Needs nothing but the JDK. */
public final class AppenderFiles {

    /** What the file must be called on the Sense server. */
    public static final String FILE = "LocalLogConfig.xml";

    private static final List<String> SESSIONS = List.of("Start session for user", "Stop session for user");
    private static final List<String> CONNECTIONS =
            List.of("connection Opened for session", "connection Closed for session");

    private AppenderFiles() {}

    /** A service that has a folder of its own for the file. */
    public enum Service {
        ENGINE("Engine"),
        PROXY("Proxy"),
        REPOSITORY("Repository"),
        SCHEDULER("Scheduler");

        private final String folder;

        Service(String folder) {
            this.folder = folder;
        }

        /** Returns the name of its folder below {@code ProgramData\Qlik\Sense}. */
        public String folder() {
            return folder;
        }
    }

    /**
     * Returns the files' texts, in the order of the services; none for a service that has nothing to send.
     *
     * @param sources which log events are sent
     * @param userEvents whether sessions and connections of users are
     */
    public static Map<Service, String> of(Destination destination, Set<Source> sources, boolean userEvents) {
        Map<Service, List<Appender>> appenders = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            appenders.put(service, new ArrayList<>());
        }
        if (sources.contains(Source.QIX_PERFORMANCE)) {
            appenders
                    .get(Service.ENGINE)
                    .add(Appender.log(
                            "SosgiQixPerformance", "info", Patterns.QIX_PERFORMANCE, "QixPerformance.Engine.Engine"));
        }
        if (sources.contains(Source.ENGINE)) {
            appenders
                    .get(Service.ENGINE)
                    .add(Appender.log(
                            "SosgiEngine",
                            "warn",
                            Patterns.ENGINE,
                            "Performance.Engine",
                            "System.Engine",
                            "Session.Engine"));
        }
        if (userEvents) {
            appenders.get(Service.PROXY).add(Appender.user("SosgiProxySession", SESSIONS, Patterns.SESSION));
            appenders.get(Service.PROXY).add(Appender.user("SosgiProxyConnection", CONNECTIONS, Patterns.CONNECTION));
        }
        if (sources.contains(Source.PROXY)) {
            appenders
                    .get(Service.PROXY)
                    .add(Appender.log(
                            "SosgiProxy",
                            "warn",
                            Patterns.PROXY,
                            "Audit.Proxy",
                            "AuditSecurity",
                            "Security.Proxy",
                            "System.Proxy"));
        }
        if (sources.contains(Source.REPOSITORY)) {
            appenders
                    .get(Service.REPOSITORY)
                    .add(Appender.log(
                            "SosgiRepository",
                            "warn",
                            Patterns.REPOSITORY,
                            "Service",
                            "System.Repository",
                            "UserManagement.Repository"));
        }
        if (sources.contains(Source.SCHEDULER)) {
            appenders
                    .get(Service.SCHEDULER)
                    .add(Appender.log("SosgiScheduler", "warn", Patterns.SCHEDULER, "Service", "System.Scheduler"));
        }
        Map<Service, String> files = new EnumMap<>(Service.class);
        appenders.forEach((service, list) -> {
            if (!list.isEmpty()) {
                files.put(service, new LogConfigWriter(destination).write(list));
            }
        });
        return files;
    }
}
