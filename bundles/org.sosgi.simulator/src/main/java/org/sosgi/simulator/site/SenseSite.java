package org.sosgi.simulator.site;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Sense site of one node or hundreds: engines, proxies and repositories that are asked over HTTPS and want to see a client certificate
 * of the site's authority. Which node is meant is told by the local address that a client connected to; on Linux the whole of 127/8 is
 * there to be used. What a service says by itself comes from a {@link Content}; a script makes it say or do something else, from one
 * moment to the next.
 *
 * <p>Needs no OSGi. Has two threads, however many nodes there are. Safe for use by several threads.
 */
public final class SenseSite implements AutoCloseable {

    private static final int THREADS = 2;
    private static final long STOP_MILLIS = 2_000;

    private final Script script = new Script();
    private final Recorder recorder;
    private final EventLoopGroup threads;
    private final Listeners listeners;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);

    private SenseSite(SenseSiteBuilder settings) throws IOException {
        recorder = new Recorder(settings.requests());
        SslContext tls = tls(settings.server());
        threads = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("sense-site", true), NioIoHandler.newFactory());
        listeners = new Listeners(threads, tls, script, new Replies(script, settings.content()), recorder);
    }

    /** @param server the site's certificate; its authority is the one whose client certificates are accepted */
    public static SenseSiteBuilder with(Credentials server) {
        return new SenseSiteBuilder(server);
    }

    static SenseSite start(SenseSiteBuilder settings) throws IOException {
        var site = new SenseSite(settings);
        try {
            for (Service service : Service.values()) {
                site.ports.put(service, site.open(service, settings.addresses(), settings.port(service)));
            }
            for (SenseSiteBuilder.Extra extra : settings.extras()) {
                site.listeners.open(extra.service(), extra.address(), extra.port());
            }
            return site;
        } catch (IOException | RuntimeException e) {
            site.close();
            throw e;
        }
    }

    private static SslContext tls(Credentials server) throws IOException {
        return SslContextBuilder.forServer(server.key(), server.certificate())
                .trustManager(server.root())
                .clientAuth(ClientAuth.REQUIRE)
                .sslProvider(SslProvider.JDK)
                .build();
    }

    /** Opens the same port on all addresses; a port that is free on the first may be taken on another, so several are tried. */
    private int open(Service service, List<String> addresses, int wanted) throws IOException {
        int tries = wanted == 0 ? 20 : 1;
        for (int i = 1; ; i++) {
            int port = wanted;
            try {
                for (String address : addresses) {
                    port = listeners.open(service, address, port);
                }
                return port;
            } catch (IOException e) {
                listeners.close(service);
                if (i == tries) {
                    throw e;
                }
            }
        }
    }

    /** Returns the port on which a service of every node listens. */
    public int port(Service service) {
        return ports.get(service);
    }

    /**
     * Replaces the whole script. When this returns, it holds for every request that comes from now on.
     *
     * @param behaviours by keys: {@code engine/ADDRESS}, {@code qrs/ADDRESS}, {@code proxy/ADDRESS} or {@code
     *     proxy/ADDRESS/VIRTUAL-PROXY}; {@code ADDRESS:PORT} is more exact than {@code ADDRESS}, and {@code *} stands for all others;
     *     the virtual proxy without prefix is {@code -}
     * @throws IOException if a port that was refused cannot be opened again
     */
    public void script(Map<String, Behaviour> behaviours) throws IOException {
        script.replace(behaviours);
        listeners.follow();
    }

    /** Replaces the whole script by a scenario, a JSON object as in the README. */
    public void apply(String scenario) throws IOException {
        script(Scenario.read(scenario));
    }

    /** Adds to the script. */
    public void put(String key, Behaviour behaviour) throws IOException {
        script.put(key, behaviour);
        listeners.follow();
    }

    /** Adds to the script for a while. */
    @SuppressWarnings("FutureReturnValueIgnored") // it only starts a thread
    public void put(String key, Behaviour behaviour, Duration howLong) throws IOException {
        put(key, behaviour);
        // Opening a port waits for a thread of the site, so it must be another one that does it.
        threads.schedule(
                () -> new Thread(() -> expire(key, behaviour), "sense-site-expiry").start(),
                howLong.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void expire(String key, Behaviour behaviour) {
        try {
            script.remove(key, behaviour);
            listeners.follow();
        } catch (IOException e) {
            // Somebody else took the port meanwhile; it stays refused, as the client sees it.
            org.slf4j.LoggerFactory.getLogger(SenseSite.class).warn("{}", e.getMessage());
        }
    }

    /** Lets every service say what it says by itself. */
    public void clear() throws IOException {
        script(Map.of());
    }

    /** Returns the script, in the order of its keys. */
    public Map<String, Behaviour> script() {
        return script.all();
    }

    /** Returns the latest requests, oldest first; only those with a good certificate get so far. */
    public List<Request> requests() {
        return recorder.all();
    }

    /** Returns how many requests there were since the start, or since they were forgotten. */
    public long requestCount() {
        return recorder.count();
    }

    public void forgetRequests() {
        recorder.forget();
    }

    /** Resets all connections and closes all ports. */
    @Override
    public void close() {
        listeners.close();
        threads.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MILLIS);
    }
}
