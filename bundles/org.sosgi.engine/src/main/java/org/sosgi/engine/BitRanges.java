package org.sosgi.engine;

import java.util.BitSet;

/** Sets of numbers near one another as text, {@code 5 7-9 12}, and as bits counted from a base. */
final class BitRanges {

    private BitRanges() {}

    /** Returns the numbers with a blank before each. */
    static String format(BitSet bits, long base) {
        var text = new StringBuilder();
        for (int from = bits.nextSetBit(0); from >= 0; ) {
            int end = bits.nextClearBit(from);
            text.append(' ').append(base + from);
            if (end - from > 1) {
                text.append('-').append(base + end - 1);
            }
            from = bits.nextSetBit(end);
        }
        return text.toString();
    }

    /**
     * Sets the bits of numbers.
     *
     * @param words ranges from the second one on
     * @throws IllegalArgumentException if one of them is no range from the base on
     */
    static void parse(String[] words, BitSet bits, long base) {
        for (int i = 1; i < words.length; i++) {
            int dash = words[i].indexOf('-');
            long from = Long.parseLong(dash < 0 ? words[i] : words[i].substring(0, dash));
            long last = dash < 0 ? from : Long.parseLong(words[i].substring(dash + 1));
            if (from < base || last < from || last - base >= Integer.MAX_VALUE) {
                throw new IllegalArgumentException("not a range from " + base + " on: " + words[i]);
            }
            bits.set((int) (from - base), (int) (last - base) + 1);
        }
    }

    /** Counts the bits from a base that is so much higher. */
    static void shift(BitSet bits, int by) {
        BitSet rest = bits.get(by, Math.max(by, bits.length()));
        bits.clear();
        bits.or(rest);
    }
}
