package org.sosgi.udp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;

/**
 * The decoders of one endpoint: the longest prefix that fits wins, then the highest ranking.
 *
 * <p>A decoder that has gone leaves its entry behind for {@link #GRACE}: datagrams it would have got are held back so long, because
 * most probably its bundle is just being replaced. So are, in the first {@link #GRACE} of the endpoint, datagrams that no decoder
 * wants: the agent is starting. Later they are unknown.
 *
 * <p>Changed by any thread; asked by the intake's.
 */
final class DecoderTable {

    static final long GRACE = TimeUnit.SECONDS.toNanos(2);

    private static final Comparator<Entry> BEST_FIRST = Comparator.comparingInt((Entry e) -> -e.prefix.length)
            .thenComparing(e -> e.decoder == null)
            .thenComparingInt(e -> -e.ranking);

    private final LongSupplier ticker;
    private final long start;
    private volatile Entry[] entries = {};
    private volatile List<Decoder> witnesses = List.of();

    DecoderTable(LongSupplier ticker) {
        this.ticker = ticker;
        this.start = ticker.getAsLong();
    }

    /**
     * @param prefix in lower case
     * @param decoder null if it has gone
     * @param gone when it went
     */
    private record Entry(byte[] prefix, int ranking, Decoder decoder, long gone) {

        boolean fits(byte[] bytes, int offset, int length) {
            if (length < prefix.length) {
                return false;
            }
            for (int i = 0; i < prefix.length; i++) {
                byte b = bytes[offset + i];
                if (b != prefix[i] && (b < 'A' || b > 'Z' || b + ('a' - 'A') != prefix[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param prefixes none is the same as one that is empty */
    synchronized void add(Decoder decoder, List<String> prefixes, int ranking) {
        List<Entry> next = new ArrayList<>(List.of(entries));
        for (String prefix : prefixes.isEmpty() ? List.of("") : prefixes) {
            byte[] lower = lower(prefix);
            next.removeIf(e -> e.decoder == null && Arrays.equals(e.prefix, lower));
            next.add(new Entry(lower, ranking, decoder, 0));
        }
        publish(next);
    }

    /** Adds one that is shown what no other decoded. */
    synchronized void addWitness(Decoder witness) {
        List<Decoder> next = new ArrayList<>(witnesses);
        next.add(witness);
        witnesses = List.copyOf(next);
    }

    List<Decoder> witnesses() {
        return witnesses;
    }

    synchronized void remove(Decoder decoder) {
        witnesses = witnesses.stream().filter(w -> w != decoder).toList();
        long now = ticker.getAsLong();
        List<Entry> next = new ArrayList<>();
        for (Entry e : entries) {
            if (e.decoder == decoder) {
                next.add(new Entry(e.prefix, e.ranking, null, now));
            } else if (e.decoder != null || now - e.gone < GRACE) {
                next.add(e);
            }
        }
        publish(next);
    }

    private void publish(List<Entry> next) {
        next.sort(BEST_FIRST);
        entries = next.toArray(new Entry[0]);
        notifyAll();
    }

    /** Lower case for ASCII only: a prefix may hold any other text, which must then be met exactly. */
    private static byte[] lower(String prefix) {
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                bytes[i] += 'a' - 'A';
            }
        }
        return bytes;
    }

    /** Stands for: ask again, the decoder may be there in a moment. */
    static final Decoder HOLD = (in, out) -> {
        throw new IllegalStateException("not a decoder");
    };

    /** Returns the decoder for a datagram, or {@link #HOLD}, or null if there is none. */
    Decoder find(Datagram datagram) {
        byte[] bytes = datagram.array();
        int offset = datagram.offset();
        int length = datagram.length();
        for (Entry e : entries) {
            if (e.fits(bytes, offset, length)) {
                if (e.decoder != null) {
                    return e.decoder;
                }
                if (ticker.getAsLong() - e.gone < GRACE) {
                    return HOLD;
                }
            }
        }
        return ticker.getAsLong() - start < GRACE ? HOLD : null;
    }

    /** Waits until a decoder comes or goes, but not long: the caller asks again. */
    synchronized void awaitChange(long millis) throws InterruptedException {
        wait(millis);
    }
}
