package org.sosgi.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds a byte eight bytes at a time: the stand-in looks at every byte the agent writes, and must not be what limits the agent. */
final class Swar {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Swar() {}

    /** Returns the first place of {@code wanted} in [from, end), or {@code end}. */
    static int find(byte[] bytes, int from, int end, byte wanted) {
        long pattern = ONES * (wanted & 0xFF);
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long zeroWhereEqual = (long) LONGS.get(bytes, i) ^ pattern;
            // The lowest set bit is exact; higher ones may be false, and are not looked at.
            long hits = (zeroWhereEqual - ONES) & ~zeroWhereEqual & HIGHS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return end;
    }
}
