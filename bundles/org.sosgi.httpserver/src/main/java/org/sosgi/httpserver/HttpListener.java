package org.sosgi.httpserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.network.AllowList;
import org.sosgi.network.Loopback;
import org.sosgi.network.Refresher;

/**
 * A door: a socket, bound on a thread of its own, again and again until it succeeds; guards before it, and a page behind it. Its clients
 * share few threads and get {@link Limits}, so that slow ones cost little.
 */
public final class HttpListener {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 60_000;

    private final Place place;
    private final ServerTls tls;
    private final Limits limits;
    private final Set<Door.Guard> guards;
    private final AllowList allowed;
    private final Refresher refresher;
    private final Traffic traffic;
    private final Connections connections;
    private final Gate gate;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread binder;
    private volatile String failure = "";
    private volatile OpenDoor open;

    /** @param tls null for plain HTTP */
    public HttpListener(Place place, Guards guards, ServerTls tls, Page page) {
        this(place, guards, tls, page, Limits.STANDARD, InetAddress::getAllByName);
    }

    HttpListener(Place place, Guards guards, ServerTls tls, Page page, Limits limits, AllowList.Resolver resolver) {
        this.place = place;
        this.tls = tls;
        this.limits = limits;
        this.guards = guards.kinds(tls != null && tls.clientCertificate());
        allowed = guards.allowedSources.isEmpty()
                ? null
                : new AllowList("Endpoint " + place.name(), guards.allowedSources, false, resolver);
        refresher = allowed == null ? null : new Refresher(allowed, place.name() + "-sources");
        traffic = new Traffic(place.name(), System::nanoTime);
        connections = new Connections(limits, allowed, traffic);
        gate = new Gate(
                place.name(),
                page,
                allowed,
                new RateLimit(guards.requestsPerMinute, limits.sources(), System::nanoTime),
                guards.token,
                traffic,
                new Headers(tls != null));
        binder = new Thread(this::bindAgainAndAgain, place.name() + "-bind");
        binder.setDaemon(true);
    }

    /** Returns at once. */
    public void open() {
        if (refresher != null) {
            refresher.start();
        }
        binder.start();
    }

    /** Returns whom it lets in; null for everybody. */
    AllowList allowed() {
        return allowed;
    }

    /** Returns the port it listens on, or 0. */
    public int boundPort() {
        OpenDoor door = open;
        return door == null ? 0 : door.port();
    }

    private void bindAgainAndAgain() {
        long pause = FIRST_PAUSE_MS;
        try {
            while (true) {
                OpenDoor door = bind();
                if (door != null) {
                    serve(door);
                    return;
                }
                if (closed.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OpenDoor bind() {
        try {
            var address = new InetSocketAddress(place.host(), place.port());
            if (address.isUnresolved()) {
                throw new IOException("host " + place.host() + " is not known");
            }
            Loopback.require(address.getAddress());
            TlsFactory factory = tls == null ? null : tls.factory();
            return new OpenDoor(place.name(), socket(address), factory, limits, connections, gate, traffic);
        } catch (IOException | RuntimeException e) {
            String why = "cannot listen on " + place.host() + ':' + place.port() + ": " + e.getMessage();
            if (!why.equals(failure)) {
                LOG.error("Endpoint {}: {}; tried again, the agent goes on", place.name(), why);
            }
            failure = why;
            return null;
        }
    }

    private static ServerSocketChannel socket(InetSocketAddress address) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.socket().setReuseAddress(true);
            socket.bind(address, Limits.BACKLOG);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void serve(OpenDoor door) throws InterruptedException {
        open = door;
        failure = "";
        LOG.info("Endpoint {}: {}://{}:{}", place.name(), tls == null ? "http" : "https", place.host(), door.port());
        warn(door);
        try {
            closed.await();
        } finally {
            open = null;
            door.close();
        }
    }

    private void warn(OpenDoor door) {
        if (door.address().isLoopbackAddress()) {
            return;
        }
        if (guards.isEmpty()) {
            LOG.warn(
                    "Endpoint {}: whoever reaches {}, port {}, gets in{}; there are host 127.0.0.1, allowed sources, a"
                            + " bearer token and client certificates against that",
                    place.name(),
                    place.host(),
                    door.port(),
                    tls == null ? ", and nothing is encrypted" : "");
        } else if (tls == null && guards.contains(Door.Guard.TOKEN)) {
            LOG.warn(
                    "Endpoint {}: the bearer token for {}, port {}, is sent unencrypted; there is TLS against that",
                    place.name(),
                    place.host(),
                    door.port());
        }
    }

    /** Returns where one gets in now, if anywhere. */
    public List<Door> doors() {
        OpenDoor door = open;
        return door == null
                ? List.of()
                : List.of(new Door(
                        place.purpose(),
                        Door.Protocol.TCP,
                        door.address(),
                        door.port(),
                        tls != null,
                        guards,
                        place.setting()));
    }

    /**
     * Returns how it is.
     *
     * @param problem what else is not well, in one line; empty for nothing
     * @param more figures, which come after the port
     */
    public Report report(String kind, String name, String problem, List<Figure> more) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.gauge("port", boundPort()));
        figures.addAll(more);
        traffic.addTo(figures);
        figures.add(Figure.gauge("connections", connections.now()));
        figures.add(Figure.gauge("unguarded", doors().stream().anyMatch(Door::unguarded) ? 1 : 0));
        String why = failure;
        Report.State state = Report.State.FAILED;
        if (why.isEmpty()) {
            why = !problem.isEmpty() || allowed == null ? problem : allowed.problem();
            state = why.isEmpty() ? Report.State.OK : Report.State.DEGRADED;
        }
        return new Report(kind, name, state, why, figures);
    }

    /** The port is free when this returns, as a rule; it waits for some seconds at most. */
    public void close() throws InterruptedException {
        closed.countDown();
        if (refresher != null) {
            refresher.close();
        }
        binder.join(TimeUnit.SECONDS.toMillis(3));
    }
}
