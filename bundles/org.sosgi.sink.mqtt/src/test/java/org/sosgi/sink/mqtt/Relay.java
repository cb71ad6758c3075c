package org.sosgi.sink.mqtt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A network between a client and a broker that can be cut, be slow, and break when certain bytes are sent. */
final class Relay implements AutoCloseable {

    private final int target;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener;
    private volatile boolean down;

    /** What is added to the time of an answer. */
    private volatile Duration delay = Duration.ZERO;

    /** When a client sends this, its connection breaks; null for nothing. */
    private volatile String poison;

    Relay(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void delay(Duration delay) {
        this.delay = delay;
    }

    void poison(String text) {
        this.poison = text;
    }

    void up() {
        down = false;
    }

    /** Closes all connections, and each new one at once. */
    void down() throws IOException {
        down = true;
        for (Closeable each : open) {
            each.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (down) {
                    client.close();
                    continue;
                }
                open.add(client);
                try {
                    var broker = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(broker);
                    start(() -> copy(client, broker, true));
                    start(() -> copy(broker, client, false));
                } catch (IOException e) {
                    client.close();
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void copy(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String bad = poison;
                if (request && bad != null && new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains(bad)) {
                    break;
                }
                if (!request && !delay.isZero()) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        down();
    }
}
