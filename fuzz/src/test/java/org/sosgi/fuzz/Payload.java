package org.sosgi.fuzz;

import java.net.InetAddress;
import java.util.Arrays;
import org.sosgi.api.Datagram;

/** A datagram in the middle of a buffer that others have used. */
public final class Payload implements Datagram {

    private static final long TIME = 1_789_374_291_123_456_789L;
    private static final int BEFORE = 9;
    private static final int AFTER = 17;

    private final byte[] array;
    private final int length;

    /** @param around what the buffer is full of */
    public Payload(byte[] bytes, char around) {
        array = new byte[BEFORE + bytes.length + AFTER];
        Arrays.fill(array, (byte) around);
        System.arraycopy(bytes, 0, array, BEFORE, bytes.length);
        length = bytes.length;
    }

    @Override
    public byte[] array() {
        return array;
    }

    @Override
    public int offset() {
        return BEFORE;
    }

    @Override
    public int length() {
        return length;
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
