package org.sosgi.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that writes what it is told to, be it HTTP or not. */
final class RawServer implements Closeable {

    /** Makes an answer; an empty one closes the connection. */
    @FunctionalInterface
    interface Answers {
        String to(String request) throws InterruptedException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    /** Open until a client has gone. */
    final CountDownLatch gone = new CountDownLatch(1);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Answers answers;
    private boolean once;
    private boolean anything;
    private boolean dribbling;

    RawServer(Answers answers) throws IOException {
        this.answers = answers;
        var thread = new Thread(this::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    static RawServer answering(String answer) throws IOException {
        return new RawServer(request -> answer);
    }

    static RawServer dribbling() throws IOException {
        var server = answering("HTTP/1.1 200 slow\r\nContent-Length: 100000\r\n\r\n");
        server.dribbling = true;
        return server;
    }

    /** Closes after one answer. */
    RawServer once() {
        once = true;
        return this;
    }

    /** Answers the first bytes, whatever they are. */
    RawServer anything() {
        anything = true;
        return once();
    }

    int port() {
        return listener.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                var thread = new Thread(() -> serve(socket), "raw-server-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                OutputStream out = socket.getOutputStream()) {
            InputStream in = socket.getInputStream();
            do {
                String request = read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                String answer = answers.to(request);
                if (answer.isEmpty()) {
                    return;
                }
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                while (dribbling) {
                    out.write('x');
                    out.flush();
                    // The pace of the server, not a wait for something to happen.
                    Thread.sleep(20);
                }
            } while (!once);
        } catch (IOException | InterruptedException e) {
            // The client has gone, which is what ends this.
        } finally {
            gone.countDown();
        }
    }

    private String read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int missing = -1;
        while (missing != 0) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            bytes.write(b);
            if (anything) {
                return bytes.toString(StandardCharsets.ISO_8859_1);
            }
            if (missing > 0) {
                missing--;
            } else if (bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                missing = length(bytes.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
