package org.sosgi.audit.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils datagrams: flips bits, cuts, doubles, swaps delimiters, puts in what is no UTF-8, and blows up to the largest there is. */
final class Mutator {

    /** The most that UDP over IPv4 takes. */
    static final int LARGEST = 65_507;

    private static final byte[][] PIECES = {
        {(byte) 0xC0, (byte) 0xAF},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xFF, (byte) 0xFE},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {0},
        {'\r', '\n'},
        {'\n', '2', '0', '2', '6', ' ', 'E', 'R', 'R', 'O', 'R', ' ', 'x'},
        {0x1B, '[', '2', 'J'},
        {';', ';', ';', ';', ';', ';', ';', ';'},
        {'\\'},
        {'"', ',', 'a', '=', 'b', ' ', 'c', '=', '1'},
    };

    private static final byte[] DELIMITERS = {';', ',', '/', '\\', '\n', 0, ' ', '\t'};

    private final List<byte[]> corpus;
    private final Random random;

    /** @param seed the same makes the same datagrams */
    Mutator(List<byte[]> corpus, long seed) {
        this.corpus = List.copyOf(corpus);
        this.random = new Random(seed);
    }

    byte[] next() {
        byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            bytes = mutated(bytes);
        }
        return bytes.length > LARGEST ? Arrays.copyOf(bytes, LARGEST) : bytes;
    }

    private byte[] mutated(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes, 1);
            case 1 -> flipped(bytes, 1 + bytes.length / 16);
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> joined(bytes, Arrays.copyOfRange(bytes, at, bytes.length), bytes.length);
            case 4 -> otherDelimiter(bytes);
            case 5 -> joined(bytes, PIECES[random.nextInt(PIECES.length)], at);
            case 6 -> joined(bytes, corpus.get(random.nextInt(corpus.size())), at);
            default -> random.nextInt(20) > 0 ? flipped(bytes, 2) : grown(bytes);
        };
    }

    private byte[] flipped(byte[] bytes, int bits) {
        for (int i = 0; i < bits && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] otherDelimiter(byte[] bytes) {
        byte from = DELIMITERS[random.nextInt(2)];
        byte to = DELIMITERS[random.nextInt(DELIMITERS.length)];
        boolean all = random.nextBoolean();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == from && (all || random.nextInt(4) == 0)) {
                bytes[i] = to;
            }
        }
        return bytes;
    }

    private byte[] grown(byte[] bytes) {
        int length = random.nextInt(4) == 0 ? LARGEST : random.nextInt(LARGEST + 1);
        byte[] grown = new byte[length];
        for (int i = 0; i < length; i++) {
            grown[i] = bytes.length == 0 ? (byte) random.nextInt() : bytes[i % bytes.length];
        }
        return grown;
    }

    private static byte[] joined(byte[] bytes, byte[] piece, int at) {
        byte[] joined = new byte[bytes.length + piece.length];
        System.arraycopy(bytes, 0, joined, 0, at);
        System.arraycopy(piece, 0, joined, at, piece.length);
        System.arraycopy(bytes, at, joined, at + piece.length, bytes.length - at);
        return joined;
    }
}
