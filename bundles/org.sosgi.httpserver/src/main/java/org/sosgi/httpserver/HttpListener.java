package org.sosgi.httpserver;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket: bound on a thread of its own, again and again until it succeeds. Its clients share {@link #THREADS} threads and get {@link
 * #LIMITS}, so that slow ones cost little.
 */
public final class HttpListener {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private static final int THREADS = 4;
    private static final int WAITING = 32;
    private static final int BACKLOG = 16;
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 60_000;

    /** The JDK's server takes its limits from system properties, when it is first used; what an operator set stays. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "10",
            "sun.net.httpserver.idleInterval", "10",
            "sun.net.httpserver.maxIdleConnections", "16",
            "sun.net.httpserver.maxReqHeaders", "50",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "jdk.httpserver.maxConnections", "64");

    private final String name;
    private final String host;
    private final int port;
    private final ServerTls tls;
    private final HttpHandler handler;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ThreadPoolExecutor workers;
    private final Thread binder;
    private volatile String failure = "";
    private volatile int boundPort;

    /**
     * @param name for the log and for threads, such as {@code health}
     * @param port 0 for any that is free
     * @param tls null for plain HTTP
     * @param handler for every path, called by several threads
     */
    public HttpListener(String name, String host, int port, ServerTls tls, HttpHandler handler) {
        this.name = name;
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.handler = handler;
        binder = daemon(this::bindAgainAndAgain, name + "-bind");
        workers = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                task -> daemon(task, name + "-http"));
        workers.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns at once. */
    public void open() {
        binder.start();
    }

    /** Returns why it does not listen, or an empty text. */
    public String failure() {
        return failure;
    }

    /** Returns the port it listens on, or 0. */
    public int boundPort() {
        return boundPort;
    }

    private void bindAgainAndAgain() {
        LIMITS.forEach((limit, value) -> {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, value);
            }
        });
        long pause = FIRST_PAUSE_MS;
        try {
            while (true) {
                HttpServer server = bind();
                if (server != null) {
                    serve(server);
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

    private HttpServer bind() {
        try {
            var address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IOException("host " + host + " is not known");
            }
            if (tls == null) {
                return HttpServer.create(address, BACKLOG);
            }
            var configurator = new HttpsConfigurator(tls.context()) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters ours = getSSLContext().getDefaultSSLParameters();
                    ours.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                    parameters.setSSLParameters(ours);
                }
            };
            HttpsServer server = HttpsServer.create(address, BACKLOG);
            server.setHttpsConfigurator(configurator);
            return server;
        } catch (IOException | RuntimeException e) {
            String why = "cannot listen on " + host + ':' + port + ": " + e.getMessage();
            if (!why.equals(failure)) {
                LOG.error("Endpoint {}: {}; tried again, the agent goes on", name, why);
            }
            failure = why;
            return null;
        }
    }

    private void serve(HttpServer server) throws InterruptedException {
        server.createContext("/", handler);
        server.setExecutor(workers);
        server.start();
        boundPort = server.getAddress().getPort();
        failure = "";
        LOG.info("Endpoint {}: {}://{}:{}", name, tls == null ? "http" : "https", host, boundPort);
        try {
            closed.await();
        } finally {
            boundPort = 0;
            server.stop(0);
        }
    }

    /** The port is free when this returns, as a rule; it waits for two seconds at most. */
    public void close() throws InterruptedException {
        closed.countDown();
        binder.join(TimeUnit.SECONDS.toMillis(2));
        workers.shutdownNow();
    }
}
