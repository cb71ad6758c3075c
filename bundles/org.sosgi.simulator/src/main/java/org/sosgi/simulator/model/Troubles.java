package org.sosgi.simulator.model;

import java.util.List;
import java.util.SplittableRandom;
import org.sosgi.simulator.model.Occurrence.EngineTrouble;
import org.sosgi.simulator.model.Occurrence.ReloadTrouble;
import org.sosgi.simulator.model.Occurrence.Service;
import org.sosgi.simulator.model.Occurrence.ServiceTrouble;
import org.sosgi.simulator.model.Occurrence.Session;

/**
 * What goes wrong in a site. Among it are the messages that the rules of the configuration template look for. No message has a
 * semicolon: the appenders of Sense encode it.
 */
final class Troubles {

    private static final List<String> ENGINE = List.of(
            "Engine memory is above the minimum working set limit",
            "Internal exception during evaluation of an expression",
            "Websocket connection was closed by the client before the reply was sent",
            "Document was not found on disk");

    private final Site site;
    private final SplittableRandom random;

    Troubles(Site site, SplittableRandom random) {
        this.site = site;
        this.random = random;
    }

    Occurrence next(Session session) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new EngineTrouble(
                        session,
                        level(),
                        random.nextBoolean() ? "System.Engine.Engine" : "Session.Engine.Engine",
                        ENGINE.get(random.nextInt(ENGINE.size())));
            case 1 -> denied(Service.PROXY, session);
            case 2 ->
                new ServiceTrouble(
                        Service.PROXY,
                        session,
                        level(),
                        "System.Proxy.Proxy.Core.ReverseProxy",
                        "Connection to engine on " + session.server().name() + ":4747 was lost",
                        "System.Net.Sockets.SocketException: An existing connection was forcibly closed by the remote host"
                                + "\r\n\tat Qlik.Sense.Proxy.ReverseProxy.Forward(Request request)",
                        "Open connection",
                        "500");
            case 3 -> denied(Service.REPOSITORY, session);
            case 4 ->
                new ServiceTrouble(
                        Service.REPOSITORY,
                        session,
                        level(),
                        "UserManagement.Repository.Repository.Core.UserDirectory",
                        "Duplicate entity with userId " + session.user().id() + " and userDirectory " + Site.DIRECTORY,
                        "",
                        "Sync users",
                        "409");
            default -> reload();
        };
    }

    private Occurrence denied(Service service, Session session) {
        String subsystem =
                service == Service.PROXY ? "AuditSecurity.Proxy.Proxy" : "Service.Repository.Repository.Core.Access";
        return new ServiceTrouble(
                service,
                session,
                "WARN",
                subsystem,
                "Access was denied for User: '" + Site.DIRECTORY + "\\"
                        + session.user().id() + "' with AccessDeniedReason 'NoAccess'",
                "",
                "Check access",
                "403");
    }

    private Occurrence reload() {
        Site.App app = site.apps().get(random.nextInt(site.apps().size()));
        boolean failed = random.nextInt(3) > 0;
        return new ReloadTrouble(
                site.central(),
                app,
                Ids.uuid(random),
                failed ? "ERROR" : "WARN",
                failed
                        ? "Task " + app.task().name()
                                + " did not finish: Reload failed in Engine. Check engine or script logs."
                        : "Task " + app.task().name() + " waits for a free engine",
                failed ? "Qlik.Sense.Scheduler.ReloadException: script error in line " + random.nextInt(1, 900) : "");
    }

    private String level() {
        return random.nextInt(5) == 0 ? "ERROR" : "WARN";
    }
}
