package org.sosgi.udp;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many datagrams a second of each source, each with a bucket of its own that holds as many as two seconds may bring. For the reader's
 * thread.
 *
 * <p>At most so many buckets are kept. When a new source comes and there is no room, the bucket that was asked least recently makes way,
 * but only if nobody asked for it in the last {@link #REST}: it is full again, so that a new one in its place gives nothing away. If even
 * that one is in use, the new source shares one bucket with all others in its situation. So:
 *
 * <ul>
 *   <li>a source that sends at least once in {@link #REST} keeps its bucket, whoever else sends, under however many forged addresses;
 *   <li>forged addresses get at most {@code sources} buckets in {@link #REST}, and the shared one;
 *   <li>memory is bounded, and no address makes the search of the table slow (see {@link Address}).
 * </ul>
 *
 * <p>It does not hold that forged addresses get nothing: what they may send at most together is for the limit of the whole endpoint.
 */
final class SourceRate {

    static final long REST = TimeUnit.SECONDS.toNanos(10);

    private static final long BURST = TimeUnit.SECONDS.toNanos(2);

    /** A bucket, kept as the time at which it will be full again: each datagram moves that on by {@link #interval}. */
    private static final class Bucket {
        private long full;
        private long asked;

        void renew(long now) {
            full = now;
            asked = now;
        }
    }

    private final int most;
    private final long interval;
    private final LongSupplier ticker;

    /** In the order in which they were asked for, the least recent first. */
    private final LinkedHashMap<Address, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private final Address.Hash hash = new Address.Hash();
    private final Address wanted = new Address();
    private final Bucket shared = new Bucket();

    /** The last source and its bucket: datagrams of one source often come in a row, with the same object. */
    private InetAddress lastSource;

    private Bucket lastBucket;
    private volatile InetAddress refused;

    /**
     * @param perSecond 0 for no limit
     * @param most how many buckets are kept
     */
    SourceRate(int perSecond, int most, LongSupplier ticker) {
        this.most = most;
        this.interval = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.ticker = ticker;
        shared.renew(ticker.getAsLong());
    }

    boolean admits(InetAddress source) {
        return interval == 0 || counted(source);
    }

    private boolean counted(InetAddress source) {
        long now = ticker.getAsLong();
        Bucket bucket = source == lastSource ? lastBucket : find(source, now);
        bucket.asked = now;
        long full = bucket.full - now < 0 ? now : bucket.full;
        if (full - now > BURST - interval) {
            refused = source;
            return false;
        }
        bucket.full = full + interval;
        return true;
    }

    private Bucket find(InetAddress source, long now) {
        hash.set(wanted, source);
        Bucket bucket = buckets.get(wanted);
        if (bucket == null) {
            bucket = make(now);
        }
        // Whoever shares is to look for a place again the next time.
        lastSource = bucket == shared ? null : source;
        lastBucket = bucket;
        return bucket;
    }

    private Bucket make(long now) {
        Bucket bucket = new Bucket();
        Address address = new Address();
        if (buckets.size() >= most) {
            var eldest = buckets.entrySet().iterator().next();
            if (now - eldest.getValue().asked < REST) {
                return shared;
            }
            address = eldest.getKey();
            bucket = eldest.getValue();
            buckets.remove(address);
        }
        address.set(wanted);
        bucket.renew(now);
        buckets.put(address, bucket);
        return bucket;
    }

    /** Returns the source whose datagram was refused last, or null; for any thread. */
    InetAddress refused() {
        return refused;
    }

    /** Returns how many buckets there are. */
    int sources() {
        return buckets.size();
    }
}
