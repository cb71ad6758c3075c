package org.sosgi.sink.influxdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Whether to compress what is written. */
enum Compression {
    /**
     * As the clients of version 2 and 3 do, bodies over 1,000 bytes, but not on this machine, where it only costs time.
     */
    AUTO,
    ON,
    OFF;

    private static final int SHORT = 1_000;

    boolean applies(int length, Protocol protocol, URI server) {
        return switch (this) {
            case AUTO -> length > SHORT && protocol.compresses() && !isThisMachine(server.getHost());
            case ON -> true;
            case OFF -> false;
        };
    }

    /** By the look of it: a name server is not asked. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    static byte[] gzip(LineBuffer lines) {
        var compressed = new ByteArrayOutputStream(lines.length() / 8 + 64);
        try (var out = new QuickGzip(compressed)) {
            out.write(lines.array(), 0, lines.length());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return compressed.toByteArray();
    }

    /** Log lines repeat themselves so much that more effort hardly makes them shorter. */
    private static final class QuickGzip extends GZIPOutputStream {

        QuickGzip(ByteArrayOutputStream to) throws IOException {
            super(to, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
