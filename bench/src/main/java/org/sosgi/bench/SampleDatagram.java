package org.sosgi.bench;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.sosgi.api.Datagram;

/** A datagram of a kind, as an endpoint hands it to a decoder. */
public final class SampleDatagram implements Datagram {

    private static final long TIME = 1_789_374_291_123_456_789L;

    private final byte[] array;

    public SampleDatagram(Kind kind) {
        ByteBuffer payload = kind.payload('A');
        array = new byte[payload.remaining()];
        payload.get(array);
    }

    @Override
    public byte[] array() {
        return array;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return array.length;
    }

    @Override
    public long time() {
        return TIME;
    }

    @Override
    public InetAddress source() {
        return InetAddress.getLoopbackAddress();
    }
}
