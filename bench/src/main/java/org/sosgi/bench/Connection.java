package org.sosgi.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One client of the stand-in. */
final class Connection {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final SocketChannel channel;
    private final HttpParser parser = new HttpParser();
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    /** True while an answer is outstanding: nothing more is parsed, and the body stays where it is. */
    private boolean busy;

    Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * @param transfer a direct buffer to read through
     * @return false if the client has closed
     */
    boolean read(ByteBuffer transfer) throws IOException {
        transfer.clear();
        int count = channel.read(transfer);
        if (count < 0) {
            return false;
        }
        int wanted = Math.max(filled + count, parser.needed());
        if (wanted > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(wanted, buffer.length * 2));
        }
        transfer.flip().get(buffer, filled, count);
        filled += count;
        return true;
    }

    /** Returns the next request if it is complete and the one before is answered, or null. */
    HttpRequest next() throws IOException {
        if (busy || filled == 0) {
            return null;
        }
        HttpRequest request = parser.parse(buffer, filled);
        if (parser.takeExpectation() && request == null) {
            write(CONTINUE);
        }
        busy = request != null;
        return request;
    }

    void answer(byte[] response) throws IOException {
        write(response);
    }

    /** The request's bytes are no longer needed. */
    void done() {
        System.arraycopy(buffer, parser.taken(), buffer, 0, filled - parser.taken());
        filled -= parser.taken();
        busy = false;
    }

    void close() throws IOException {
        channel.close();
    }

    /** Closes so that the client sees a reset. */
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        // Answers are far smaller than a socket's buffer; a client that does not read them is not waited for.
        channel.write(out);
        if (out.hasRemaining()) {
            throw new IOException("the client does not read its answers");
        }
    }
}
