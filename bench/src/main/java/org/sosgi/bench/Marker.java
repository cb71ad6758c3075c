package org.sosgi.bench;

import java.nio.ByteBuffer;

/**
 * How a test event carries its number and the time it was sent, from the datagram to the line that reaches the database.
 *
 * <p>Wire format: {@code ~Snnnnnnnnnn~ttttttttttttttttttt~}: the letter of the stream, ten digits of the number, nineteen of {@link
 * System#nanoTime} at the sender, which on one machine is the same clock in every process. None of these characters is escaped in a
 * log event, a line, or JSON, so the bytes survive unchanged whatever field carries them. A line may repeat its marker (the message
 * and the raw event both have it): the first one counts.
 */
final class Marker {

    /** Bytes of a marker. */
    static final int LENGTH = 33;

    /** Begins, parts and ends a marker; appears nowhere else in what the load sender sends. */
    static final byte FENCE = '~';

    private static final int STREAM = 1;
    private static final int NUMBER = 2;
    private static final int NUMBER_DIGITS = 10;
    private static final int SECOND_FENCE = 12;
    private static final int TIME = 13;
    private static final int TIME_DIGITS = 19;
    private static final int LAST_FENCE = 32;

    private Marker() {}

    static String text(char stream, long number, long nanos) {
        return String.format("~%c%010d~%019d~", stream, number, nanos);
    }

    /** Writes number and time into a marker that is already at {@code at}. */
    static void patch(ByteBuffer payload, int at, long number, long nanos) {
        digits(payload, at + NUMBER, NUMBER_DIGITS, number);
        digits(payload, at + TIME, TIME_DIGITS, nanos);
    }

    /** Tells whether a marker begins at {@code at}. */
    static boolean at(byte[] bytes, int at, int end) {
        return at + LENGTH <= end
                && bytes[at] == FENCE
                && bytes[at + SECOND_FENCE] == FENCE
                && bytes[at + LAST_FENCE] == FENCE;
    }

    static char stream(byte[] bytes, int at) {
        return (char) bytes[at + STREAM];
    }

    static long number(byte[] bytes, int at) {
        return number(bytes, at + NUMBER, NUMBER_DIGITS);
    }

    static long nanos(byte[] bytes, int at) {
        return number(bytes, at + TIME, TIME_DIGITS);
    }

    private static void digits(ByteBuffer payload, int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            long tens = rest / 10;
            payload.put(i, (byte) ('0' + (rest - tens * 10)));
            rest = tens;
        }
    }

    private static long number(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = at; i < at + count; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }
}
