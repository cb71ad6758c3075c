package org.sosgi.qlik.userevents;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sosgi.api.Datagram;

/** A datagram for tests. It lies in the middle of a larger buffer full of semicolons, as it may in real life. */
record Received(byte[] array, int offset, int length, long time) implements Datagram {

    private static final int MARGIN = 7;

    static Received of(byte[] payload) {
        byte[] buffer = new byte[payload.length + 2 * MARGIN];
        Arrays.fill(buffer, (byte) ';');
        System.arraycopy(payload, 0, buffer, MARGIN, payload.length);
        return new Received(buffer, MARGIN, payload.length, 1_757_838_291_123_000_000L);
    }

    static Received of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InetAddress source() {
        return InetAddress.getLoopbackAddress();
    }
}
