package org.sosgi.simulator.model;

import java.util.SplittableRandom;
import java.util.UUID;

/** Identifiers as Sense makes them. */
final class Ids {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";
    private static final int OBJECT_LENGTH = 6;

    private Ids() {}

    /** Returns a random UUID of version 4, in lower case. */
    static String uuid(SplittableRandom random) {
        long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Returns something like {@code YJEpPT}. */
    static String object(SplittableRandom random) {
        var id = new StringBuilder();
        for (int i = 0; i < OBJECT_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
