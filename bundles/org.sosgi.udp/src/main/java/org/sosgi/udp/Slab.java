package org.sosgi.udp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.sosgi.api.Datagram;

/**
 * Some datagrams, packed one behind the other into one array, each with time and source; and a cursor over them.
 *
 * <p>Belongs to one thread at a time: to the reader while it is filled (under the queue's lock), then to the intake.
 */
final class Slab implements Datagram {

    static final int BYTES = 65_536;

    /** More datagrams than these, all of them tiny, go into another slab, so that one slab stays a sensible piece of work. */
    private static final int MOST = 4_096;

    private final byte[] bytes = new byte[BYTES];
    private int[] ends = new int[256];
    private long[] times = new long[256];
    private InetAddress[] sources = new InetAddress[256];
    private int count;
    private int cursor = -1;

    int count() {
        return count;
    }

    private int used() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /** Returns how many bytes are free. */
    int room() {
        return BYTES - used();
    }

    boolean fits(int length) {
        return length <= room() && count < MOST;
    }

    /** Adds a datagram that {@link #fits}. */
    void add(ByteBuffer payload, long time, InetAddress source) {
        if (count == ends.length) {
            int more = Math.min(2 * count, MOST);
            ends = Arrays.copyOf(ends, more);
            times = Arrays.copyOf(times, more);
            sources = Arrays.copyOf(sources, more);
        }
        int start = used();
        int length = payload.remaining();
        payload.get(bytes, start, length);
        ends[count] = start + length;
        times[count] = time;
        sources[count] = source;
        count++;
    }

    /** Moves the cursor: from here on this object is that datagram. */
    Datagram at(int index) {
        cursor = index;
        return this;
    }

    void clear() {
        Arrays.fill(sources, 0, count, null);
        count = 0;
        cursor = -1;
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    @Override
    public int offset() {
        return cursor == 0 ? 0 : ends[cursor - 1];
    }

    @Override
    public int length() {
        return ends[cursor] - offset();
    }

    @Override
    public long time() {
        return times[cursor];
    }

    @Override
    public InetAddress source() {
        return sources[cursor];
    }
}
