package org.sosgi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread of an HTTP server: accepts, reads, hands over complete requests, and does what it is asked to between them. */
final class EventLoop implements AutoCloseable {

    /** Takes a complete request; calls {@link Connection#done} once it needs its bytes no longer, at once or later. */
    @FunctionalInterface
    interface Handler {
        void handle(HttpRequest request, Connection connection) throws IOException;
    }

    private static final int CALL_SECONDS = 30;

    private final InetAddress address;
    private final Handler handler;
    private final Selector selector = Selector.open();
    private final ByteBuffer transfer = ByteBuffer.allocateDirect(256 * 1024);
    private final ConcurrentLinkedQueue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::due));
    private final Thread thread = new Thread(this::run, "influx-stand-in");
    private final ServerSocketChannel control;
    private final int port;
    private ServerSocketChannel listener;
    private volatile boolean closed;

    private record Timer(long due, Runnable action) {}

    EventLoop(InetAddress address, int port, int controlPort, Handler handler) throws IOException {
        this.address = address;
        this.handler = handler;
        listener = listen(port);
        this.port = listener.socket().getLocalPort();
        control = listen(controlPort);
        thread.setDaemon(false);
    }

    void start() {
        thread.start();
    }

    int port() {
        return port;
    }

    int controlPort() {
        return control.socket().getLocalPort();
    }

    /** Carries something out on the loop's thread and waits for it. */
    <T> T call(Callable<T> action) {
        var future = new CompletableFuture<T>();
        calls.add(() -> {
            try {
                future.complete(action.call());
            } catch (Exception e) {
                future.completeExceptionally(e);
            }
        });
        selector.wakeup();
        try {
            return future.get(CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the stand-in did not do what it was asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** On the loop's thread: does something later. */
    void later(long millis, Runnable action) {
        timers.add(new Timer(System.nanoTime() + millis * 1_000_000, action));
    }

    /** On the loop's thread: stops listening on the first port and closes all clients, or listens again. */
    void listening(boolean wanted) throws IOException {
        if (wanted == (listener != null)) {
            return;
        }
        if (wanted) {
            listener = listen(port);
            return;
        }
        listener.close();
        listener = null;
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection) {
                connection.close();
            }
        }
        // Only a select lets go of the closed socket, and with it of the port.
        selector.selectNow();
    }

    int connections() {
        return (int) selector.keys().stream()
                .filter(key -> key.isValid() && key.attachment() != null)
                .count();
    }

    private ServerSocketChannel listen(int onPort) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(address, onPort), 1024);
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        return server;
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::ready, timeout());
                for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
                    call.run();
                }
                while (!timers.isEmpty() && timers.peek().due() <= System.nanoTime()) {
                    timers.poll().action().run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long timeout() {
        return timers.isEmpty() ? 0 : Math.max(1, (timers.peek().due() - System.nanoTime()) / 1_000_000);
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isValid() && key.isAcceptable()) {
                SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
                if (client != null) {
                    client.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
                    client.configureBlocking(false).register(selector, SelectionKey.OP_READ, new Connection(client));
                }
            } else if (key.isValid() && key.attachment() instanceof Connection connection) {
                serve(connection);
            }
        } catch (IOException | RuntimeException e) {
            // A client that breaks off, or is not understood, harms itself only.
            abandon(key);
        }
    }

    private void serve(Connection connection) throws IOException {
        if (!connection.read(transfer)) {
            connection.close();
            return;
        }
        proceed(connection);
    }

    /** Takes what requests are already here; also to be called after an answer that was given later. */
    void proceed(Connection connection) throws IOException {
        for (HttpRequest request = connection.next(); request != null; request = connection.next()) {
            handler.handle(request, connection);
        }
    }

    private static void abandon(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            key.cancel();
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CALL_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
