package org.sosgi.qlik.logevents;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at once. The answers have the highest bit of each byte set that is meant, the first byte in
 * the lowest bits. No carry runs from one byte into the next, so every bit is exact.
 */
final class Words {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x80 * EACH;
    private static final long LOW = ~HIGH;

    private Words() {}

    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    static long separators(long word) {
        long difference = word ^ ';' * EACH;
        return ~((difference & LOW) + LOW | difference) & HIGH;
    }

    /** Finds control characters, DEL, and what is not ASCII. */
    static long notPrintable(long word) {
        long low = word & LOW;
        return (word | ~(low + (0x80 - ' ') * EACH) | low + EACH) & HIGH;
    }
}
