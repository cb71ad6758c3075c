package org.sosgi.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.journal.CheckedFile;

/**
 * What became of the letters of one sink, by number: gone, or requested, or just held. Two bits in memory for each letter that has not
 * left the journal of letters; ranges on disk.
 *
 * <pre>
 *   sosgi-letters 1
 *   base B                  all letters before B are gone
 *   counts REPLAYED DROPPED EXPIRED
 *   gone B+2 B+5-B+9 …
 *   requested …
 *   crc32c XXXXXXXX
 * </pre>
 *
 * <p>Invariant: {@code next - base = held + gone from base on}. Not safe for use by several threads.
 */
final class LetterMarks {

    private static final Logger LOG = LoggerFactory.getLogger(LetterMarks.class);

    private final CheckedFile file;
    private final BitSet gone = new BitSet();
    private final BitSet requested = new BitSet();
    private long base;
    private long next;
    private long replayed;
    private long dropped;
    private long expired;

    /**
     * @param first the oldest number there can be
     * @param next the number of the letter to come
     */
    LetterMarks(Path directory, long first, long next) throws IOException {
        file = new CheckedFile(directory.resolve("marks"), "sosgi-letters 1");
        this.next = next;
        // Without a file nobody did anything to a letter yet; those that are not there any more were pushed out.
        base = 0;
        try {
            file.read().orElse(List.of()).forEach(this::parse);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            gone.clear();
            requested.clear();
            base = first;
            LOG.error(
                    "What became of dead letters cannot be read ({}), kept as {}: all are held again",
                    e.getMessage(),
                    file.setAside());
        }
        if (base > next) {
            // The newest letters were lost, and their numbers are given again; all that is left is gone.
            gone.clear();
            requested.clear();
            base = next;
        }
        // Nobody can have seen a letter of these numbers that is still there.
        gone.clear(index(next), Math.max(index(next), gone.length()));
        requested.clear(index(next), Math.max(index(next), requested.length()));
        expireBefore(first);
    }

    private void parse(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "base" -> base = Long.parseLong(words[1]);
            case "counts" -> {
                replayed = Long.parseLong(words[1]);
                dropped = Long.parseLong(words[2]);
                expired = Long.parseLong(words[3]);
            }
            case "gone" -> BitRanges.parse(words, gone, base);
            case "requested" -> BitRanges.parse(words, requested, base);
            default -> throw new IllegalArgumentException("unknown line " + words[0]);
        }
    }

    private int index(long number) {
        if (number < base) {
            throw new IllegalArgumentException("letter " + number + " is before " + base);
        }
        return Math.toIntExact(number - base);
    }

    void save() throws IOException {
        file.write(
                List.of(
                        "base " + base,
                        "counts " + replayed + ' ' + dropped + ' ' + expired,
                        "gone" + BitRanges.format(gone, base),
                        "requested" + BitRanges.format(requested, base)),
                true);
    }

    /** A letter was added; it gets the next number. */
    void added() {
        next++;
    }

    boolean isHeld(long number) {
        return number >= base && number < next && !gone.get(index(number));
    }

    boolean isRequested(long number) {
        return isHeld(number) && requested.get(index(number));
    }

    /** Returns the first number from that one on that is held; {@code next} if there is none. */
    long nextHeld(long from) {
        long start = Math.max(base, from);
        return start >= next ? next : Math.min(next, base + gone.nextClearBit(index(start)));
    }

    /** Returns the first number after that one that is not held. */
    long endOfHeld(long held) {
        int end = gone.nextSetBit(index(held));
        return end < 0 ? next : base + end;
    }

    /** Returns the first number that is requested; -1 if none is. */
    long firstRequested() {
        int first = requested.nextSetBit(0);
        return first < 0 ? -1 : base + first;
    }

    /** Returns the first number after that one that is not requested. */
    long endOfRequested(long number) {
        return base + requested.nextClearBit(index(number));
    }

    /** Requests a letter that is held; false if it was already. */
    boolean request(long number) {
        int index = index(number);
        boolean news = !requested.get(index);
        requested.set(index);
        return news;
    }

    /** Requests all that are held; returns how many were not requested before. */
    long requestAll() {
        long before = requested();
        requested.set(0, index(next));
        requested.andNot(gone);
        return requested() - before;
    }

    long dropAll() {
        long count = held();
        gone.set(0, index(next));
        requested.clear();
        dropped += count;
        return count;
    }

    /** It is gone because it was delivered after all. */
    void replayed(long number) {
        replayed += remove(number) ? 1 : 0;
    }

    /** Gives up a letter; false if it was not held any more. */
    boolean drop(long number) {
        boolean held = remove(number);
        dropped += held ? 1 : 0;
        return held;
    }

    /** It came back as another letter. */
    void replaced(long number) {
        remove(number);
    }

    /** These cannot be read any more; returns how many of them were held. */
    long expire(long from, long to) {
        long count = 0;
        for (long number = nextHeld(from); number < to; number = nextHeld(number + 1)) {
            remove(number);
            count++;
        }
        expired += count;
        return count;
    }

    private boolean remove(long number) {
        if (!isHeld(number)) {
            return false;
        }
        gone.set(index(number));
        requested.clear(index(number));
        return true;
    }

    /** All before that number left the journal of letters; returns how many of them were held. */
    long expireBefore(long first) {
        long count = expire(base, Math.min(first, next));
        rebase(Math.max(base, first));
        return count;
    }

    /** Forgets the oldest that are gone; returns the number before which there is none. */
    long forgetGone() {
        rebase(nextHeld(base));
        return base;
    }

    private void rebase(long to) {
        int by = index(to);
        if (by > 0) {
            BitRanges.shift(gone, by);
            BitRanges.shift(requested, by);
            base = to;
        }
    }

    long base() {
        return base;
    }

    long held() {
        return next - base - gone.cardinality();
    }

    long requested() {
        return requested.cardinality();
    }

    long replayed() {
        return replayed;
    }

    long dropped() {
        return dropped;
    }

    long expired() {
        return expired;
    }
}
