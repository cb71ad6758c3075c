package org.sosgi.setup.probe;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.http.ErrorCategory;
import org.sosgi.http.Reply;
import org.sosgi.qlik.access.SiteAccess;

/** Asks Sense services what the agent will ask, and tells how that went. Safe for use by several threads. */
public final class SenseProbe {

    /** A service that takes longer is not asked twice: there would be no time, and what a connection costs is no matter. */
    private static final long SLOW_MILLIS = 3_000;

    private final SiteAccess access;
    private final ServerClocks clocks;

    public SenseProbe(SiteAccess access, ServerClocks clocks) {
        this.access = access;
        this.clocks = clocks;
    }

    /** @param headers more headers, as configured for this server */
    public Finding engine(HostPort at, Map<String, String> headers) {
        return ask("engine " + at, SenseService.ENGINE, at, "/engine/healthcheck", "", headers);
    }

    /** @param virtualProxy as configured: {@code /} for the one without prefix, {@code /sales} or {@code sales} for others */
    public Finding sessions(HostPort at, String virtualProxy) {
        String prefix = virtualProxy.equals("/") || virtualProxy.isEmpty() ? "" : virtualProxy;
        String path = "/qps" + (prefix.isEmpty() || prefix.startsWith("/") ? prefix : "/" + prefix) + "/session";
        return ask("sessions " + at + " " + virtualProxy, SenseService.PROXY, at, path, virtualProxy, Map.of());
    }

    public Finding apps(HostPort at) {
        return ask("apps " + at, SenseService.REPOSITORY, at, "/qrs/app", "", Map.of());
    }

    private Finding ask(
            String what,
            SenseService service,
            HostPort at,
            String path,
            String virtualProxy,
            Map<String, String> headers) {
        URI uri = at.https(path);
        var origin = new SenseRequest.Origin(at.host(), "", "", virtualProxy);
        var request = new SenseRequest(service, origin, uri, headers);
        try {
            long start = System.nanoTime();
            Reply reply = access.ask(request);
            long first = millisSince(start);
            clocks.saw(at.toString(), reply, Instant.now());
            if (!reply.complete()) {
                return Finding.ok(what, "answers in " + first + " ms");
            }
            if (first > SLOW_MILLIS) {
                return told(what, service, reply, "answers in " + first + " ms");
            }
            // Over the same connection: that is how the agent asks, and without the time that a cold JVM takes.
            start = System.nanoTime();
            reply = access.ask(request);
            return told(
                    what,
                    service,
                    reply,
                    "answers in " + millisSince(start) + " ms (" + first + " ms with connection and TLS)");
        } catch (IOException e) {
            return Finding.fail(what, reason(e, at), next(service, at, e));
        }
    }

    private static Finding told(String what, SenseService service, Reply reply, String answers) {
        try {
            Object content = JSON.std.anyFrom(reply.body());
            if (service == SenseService.ENGINE && content instanceof Map<?, ?> health) {
                Object version = health.get("version");
                return Finding.ok(what, answers + (version == null ? "" : "; engine " + version));
            }
            if (service != SenseService.ENGINE && content instanceof List<?> list) {
                return Finding.ok(
                        what, answers + "; " + list.size() + (service == SenseService.PROXY ? " sessions" : " apps"));
            }
        } catch (IOException e) {
            // Told below, as an answer of another form is.
        }
        return Finding.fail(
                what, answers + ", but not with what this service says", "check that host and port are of the service");
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** The host is told already. */
    private static String reason(IOException e, HostPort at) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(at + ": ") ? message.substring(at.toString().length() + 2) : message;
    }

    private static String next(SenseService service, HostPort at, IOException e) {
        String port = "TCP " + at.port() + " from this machine to " + at.host();
        return switch (ErrorCategory.of(e)) {
            case HOST_NOT_FOUND -> "correct the name, or make it known to this machine (name server, /etc/hosts)";
            case CONNECTION_REFUSED ->
                "start the Qlik Sense " + serviceName(service) + " Service there, and open " + port
                        + " in the firewalls";
            case TIMEOUT -> "open " + port + " in the firewalls, that of the Sense server too; see that it is up";
            case CERTIFICATE_ERROR ->
                "export certificates for this machine (QMC, Certificates, PEM), and name the server as its own"
                        + " certificate does";
            case CONNECTION_RESET -> "see that nothing on the way ends TLS, and that the certificates are of this site";
            case AUTH_ERROR -> "export certificates of this very site, and see that its services trust them";
            case NOT_FOUND ->
                service == SenseService.PROXY
                        ? "name a virtual proxy that is linked to this proxy (QMC, Proxies)"
                        : "check that the port is of the service";
            default -> "look at the log of the service";
        };
    }

    private static String serviceName(SenseService service) {
        return switch (service) {
            case ENGINE -> "Engine";
            case PROXY -> "Proxy";
            case REPOSITORY -> "Repository";
        };
    }
}
