package org.sosgi.httpserver;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.sosgi.httpserver.Traffic.Reason;

/** A server behind a socket that is bound. HTTP/1.1 and 1.0 to the letter, nothing that the letter only tolerates. */
final class OpenDoor {

    private static final int BUFFER = 8 * 1024;
    private static final int THREAD_IDLE_MS = 5_000;
    private static final long STOP_MS = 1_000;

    /** Buffers that are kept for the next connection, bytes. */
    private static final long KEPT_BUFFERS = 1024 * 1024;

    private final Server server;
    private final InetAddress address;
    private final int port;

    /**
     * @param socket taken over, also if this fails
     * @param tls null for plain HTTP
     */
    OpenDoor(
            String name,
            ServerSocketChannel socket,
            TlsFactory tls,
            Limits limits,
            Connections connections,
            Gate gate,
            Traffic traffic)
            throws IOException {
        address = socket.socket().getInetAddress();
        port = socket.socket().getLocalPort();
        server = new Server(threads(name), new ScheduledExecutorScheduler(name + "-timer", true), buffers());
        server.setStopAtShutdown(false);
        server.setErrorHandler(gate::refuse);
        server.setDefaultHandler(null);
        server.setHandler(gate);
        Doorway doorway = new Doorway(server, connections, factories(tls, limits, traffic));
        doorway.setIdleTimeout(limits.idleMs());
        doorway.open(socket);
        server.addConnector(doorway);
        try {
            server.start();
        } catch (Exception e) {
            close();
            socket.close();
            throw new IOException("the HTTP server does not start: " + e, e);
        }
    }

    private static QueuedThreadPool threads(String name) {
        // What waits for a thread is no more than one task for each connection.
        var threads = new QueuedThreadPool(Limits.THREADS, 1, THREAD_IDLE_MS, 0, new LinkedBlockingQueue<>(), null);
        threads.setName(name + "-http");
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MS);
        return threads;
    }

    private static ArrayByteBufferPool buffers() {
        return new ArrayByteBufferPool(0, 4 * 1024, 64 * 1024, 64, KEPT_BUFFERS, KEPT_BUFFERS);
    }

    private static ConnectionFactory[] factories(TlsFactory tls, Limits limits, Traffic traffic) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(limits.headerBytes());
        configuration.setInputBufferSize(BUFFER);
        configuration.setOutputBufferSize(BUFFER);
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setUriCompliance(UriCompliance.RFC3986);
        // One to see that there is no body; a body is not read, not even to use the connection again.
        configuration.setMaxUnconsumedRequestContentReads(1);
        var http = new HttpConnectionFactory(configuration);
        if (tls == null) {
            return new ConnectionFactory[] {http};
        }
        var secure = new SslConnectionFactory(tls, http.getProtocol());
        secure.setEnsureSecureRequestCustomizer(false);
        secure.addBean(new SslHandshakeListener() {
            @Override
            public void handshakeFailed(Event event, Throwable failure) {
                traffic.refuse(Reason.HANDSHAKE, null);
            }
        });
        return new ConnectionFactory[] {secure, http};
    }

    InetAddress address() {
        return address;
    }

    int port() {
        return port;
    }

    /** What is going on is cut off. */
    void close() {
        try {
            server.stop();
        } catch (Exception e) {
            // Nothing that one could do about it: threads are daemons, and the socket is closed first.
        }
    }
}
