package org.sosgi.tls.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that reads the first message of a client's handshake and answers as told: with a version and a suite, whether offered or
 * not, or with an alert. Lengths and codes are those of RFC 5246 and RFC 8446.
 */
public final class HelloServer implements AutoCloseable {

    /** What a client offers; numbers as in IANA's registry. Versions are those of the extension, or the one of old. */
    public record Offer(List<Integer> versions, List<Integer> suites) {}

    /** What a new connection is given to. */
    @FunctionalInterface
    interface Service {
        void serve(Socket socket) throws IOException;
    }

    private static final int SUPPORTED_VERSIONS = 43;
    private static final int RANDOM_BYTES = 32;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private final byte[] answer;

    private HelloServer(byte[] answer) throws IOException {
        this.answer = answer;
        start(listener, sockets, this::serve);
    }

    /** A server that does not go on, and says why by the number of an alert. */
    public static HelloServer refusing(int alert) throws IOException {
        return new HelloServer(new byte[] {21, 3, 1, 0, 2, 2, (byte) alert});
    }

    /** A server that goes on with these, whatever the client wants. */
    public static HelloServer choosing(int version, int suite) throws IOException {
        ByteBuffer hello = ByteBuffer.allocate(128);
        hello.put((byte) 22).putShort((short) Math.min(version, 0x0303)).putShort((short) (4 + 38));
        hello.put((byte) 2).put((byte) 0).putShort((short) 38);
        hello.putShort((short) version).put(new byte[RANDOM_BYTES]).put((byte) 0);
        hello.putShort((short) suite).put((byte) 0);
        byte[] bytes = new byte[hello.position()];
        hello.flip().get(bytes);
        return new HelloServer(bytes);
    }

    /** A server that speaks no TLS at all. */
    public static HelloServer plain() throws IOException {
        return new HelloServer("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    static void start(ServerSocket listener, List<Socket> sockets, Service service) {
        daemon(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    sockets.add(socket);
                    daemon(() -> {
                        try (socket) {
                            service.serve(socket);
                        } catch (IOException e) {
                            // The client has gone.
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "tls-testkit");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        in.skipBytes(3);
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        offers.add(read(ByteBuffer.wrap(message)));
        socket.getOutputStream().write(answer);
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static Offer read(ByteBuffer hello) {
        hello.position(4);
        List<Integer> versions = new ArrayList<>(List.of(hello.getShort() & 0xffff));
        hello.position(hello.position() + RANDOM_BYTES);
        hello.position(hello.position() + 1 + hello.get(hello.position()));
        List<Integer> suites = shorts(hello, hello.getShort() & 0xffff);
        hello.position(hello.position() + 1 + hello.get(hello.position()));
        int end = hello.getShort() & 0xffff;
        end += hello.position();
        while (hello.position() < end) {
            int extension = hello.getShort() & 0xffff;
            int length = hello.getShort() & 0xffff;
            int next = hello.position() + length;
            if (extension == SUPPORTED_VERSIONS) {
                versions = shorts(hello, hello.get() & 0xff);
            }
            hello.position(next);
        }
        return new Offer(List.copyOf(versions), List.copyOf(suites));
    }

    private static List<Integer> shorts(ByteBuffer from, int bytes) {
        List<Integer> shorts = new ArrayList<>();
        for (int i = 0; i < bytes; i += 2) {
            shorts.add(from.getShort() & 0xffff);
        }
        return shorts;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Returns what each connection offered. */
    public List<Offer> offers() {
        return offers;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
