package org.sosgi.httpserver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A client that sends what it is told, byte for byte. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MS);
    }

    static Wire to(int port) throws IOException {
        return from("127.0.0.1", port);
    }

    /** @param source of 127.0.0.0/8 */
    static Wire from(String source, int port) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(source), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
        return new Wire(socket);
    }

    /** @param body as far as it was sent */
    record Reply(String head, String body) {

        int status() {
            return head.isEmpty() ? 0 : Integer.parseInt(head.substring(9, 12));
        }

        /** Returns null if there is none. */
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            List<String> values = head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .toList();
            if (values.size() > 1) {
                throw new AssertionError(name + " is there more than once: " + head);
            }
            return values.isEmpty() ? null : values.get(0);
        }
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    Reply get(String path, String... fields) throws IOException {
        var text = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\nHost: x\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        return send(text.append("\r\n").toString()).reply(true);
    }

    /** Returns the next answer; an empty one if the connection is closed instead. */
    Reply reply(boolean withBody) throws IOException {
        InputStream in = socket.getInputStream();
        var head = new ByteArrayOutputStream();
        try {
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return new Reply(head.toString(StandardCharsets.ISO_8859_1), "");
                }
                head.write(next);
            }
        } catch (SocketException e) {
            return new Reply("", "");
        }
        var reply = new Reply(head.toString(StandardCharsets.ISO_8859_1), "");
        String length = reply.header("Content-Length");
        byte[] body = withBody && length != null ? in.readNBytes(Integer.parseInt(length)) : new byte[0];
        return new Reply(reply.head(), new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the other side ends the connection, having sent nothing more. */
    boolean isEnded() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
