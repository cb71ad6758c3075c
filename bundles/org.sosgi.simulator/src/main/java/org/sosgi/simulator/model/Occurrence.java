package org.sosgi.simulator.model;

/** One thing that happened in the site and that one of its services tells. How it is told on the wire is no business of this. */
public sealed interface Occurrence {

    /** A user's session: who, through which server, with which app if one is open. */
    record Session(String id, String proxySessionId, Site.User user, Site.Server server, Site.App app) {}

    /** What a user does that the proxy audits. */
    enum Step {
        SESSION_START,
        CONNECTION_OPEN,
        CONNECTION_CLOSE,
        SESSION_STOP
    }

    record UserStep(Session session, Step step) implements Occurrence {}

    /**
     * The engine did something for a user.
     *
     * @param micros how long it took, waiting included
     * @param ramBytes how much memory it left allocated
     */
    record EngineCall(
            Session session, Site.AppObject object, String method, int request, int handle, long micros, long ramBytes)
            implements Occurrence {}

    /** The engine complains. */
    record EngineTrouble(Session session, String level, String subsystem, String message) implements Occurrence {}

    /** The proxy or the repository refuses or fails something. */
    record ServiceTrouble(
            Service service,
            Session session,
            String level,
            String subsystem,
            String message,
            String exception,
            String command,
            String result)
            implements Occurrence {}

    /** A service that writes the same kind of lines as the other. */
    enum Service {
        PROXY,
        REPOSITORY
    }

    /** A reload did not go as it should. */
    record ReloadTrouble(
            Site.Server server, Site.App app, String executionId, String level, String message, String exception)
            implements Occurrence {}
}
