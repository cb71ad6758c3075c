package org.sosgi.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends numbered datagrams at a fixed rate or as fast as it can.
 *
 * <p>Paced by absolute time: event n is due at start + n / rate. Who falls behind, because the machine is busy, catches up in bursts
 * of no more than a millisecond's worth, half a millisecond apart: a pause of the sender must not become a burst that the receiver
 * is then blamed for. Makes no garbage per event. One thread at a time.
 */
public final class LoadSender implements AutoCloseable {

    private static final long TICK_NANOS = 500_000;

    /** Between two looks at the clock and the stop flag when sending at full speed. */
    private static final int FULL_SPEED_BURST = 256;

    private final DatagramChannel channel;
    private final char stream;
    private final ByteBuffer payload;
    private final int markerAt;
    private final SendLog log;
    private long next;
    private long refused;
    private volatile boolean stopped;

    /**
     * @param stream a capital letter that tells this sender's numbers from those of others
     * @param log where to note when each event was sent, or {@link SendLog#NONE}
     */
    public LoadSender(InetSocketAddress target, Kind kind, char stream, SendLog log) throws IOException {
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
        this.channel.connect(target);
        this.stream = stream;
        this.payload = kind.payload(stream);
        this.markerAt = kind.markerAt();
        this.log = log;
    }

    /**
     * What was sent.
     *
     * @param refused how often the system reported that nobody listened; those datagrams were sent again at once
     */
    public record Result(long sent, long elapsedNanos, long cpuNanos, long refused) {

        public double rate() {
            return elapsedNanos == 0 ? 0 : sent * 1e9 / elapsedNanos;
        }

        public double cpuMicrosPerEvent() {
            return sent == 0 ? 0 : cpuNanos / 1e3 / sent;
        }
    }

    /** Sends {@code count} events as fast as it can. Numbers go on where the last call ended. */
    public Result burst(long count) throws IOException {
        return send(0, count, Long.MAX_VALUE);
    }

    /** Sends at {@code rate} events a second for so long, or until {@link #stop}. */
    public Result paced(double rate, Duration duration) throws IOException {
        return send(rate, (long) (rate * duration.toNanos() / 1e9), Long.MAX_VALUE);
    }

    /** Sends as fast as it can for so long, or until {@link #stop}. */
    public Result flatOut(Duration duration) throws IOException {
        return send(0, Long.MAX_VALUE, duration.toNanos());
    }

    /** Makes a running call return soon; for another thread. */
    public void stop() {
        stopped = true;
    }

    /** Returns how many events this sender has sent in all, which is also the number of the next. */
    public long sent() {
        return next;
    }

    public char stream() {
        return stream;
    }

    private Result send(double rate, long count, long nanos) throws IOException {
        long first = next;
        long refusedBefore = refused;
        long cpu = ThreadCpu.now();
        long start = System.nanoTime();
        if (rate > 0) {
            pace(rate, first + count, start);
        } else {
            rush(count == Long.MAX_VALUE ? count : first + count, start, nanos);
        }
        return new Result(next - first, System.nanoTime() - start, ThreadCpu.now() - cpu, refused - refusedBefore);
    }

    private void rush(long end, long start, long nanos) throws IOException {
        while (next < end && !stopped && System.nanoTime() - start < nanos) {
            long burst = Math.min(FULL_SPEED_BURST, end - next);
            for (long i = 0; i < burst; i++) {
                sendOne();
            }
        }
    }

    private void pace(double rate, long end, long start) throws IOException {
        long first = next;
        long most = Math.max(1, (long) (rate / 1_000));
        while (next < end && !stopped) {
            long now = System.nanoTime();
            long owed = Math.min(end, first + (long) ((now - start) * rate / 1e9) + 1) - next;
            for (long i = Math.min(owed, most); i > 0; i--) {
                sendOne();
            }
            long due = start + (long) ((next - first) * 1e9 / rate);
            long wait = Math.max(due - System.nanoTime(), TICK_NANOS - (System.nanoTime() - now));
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private void sendOne() throws IOException {
        long now = System.nanoTime();
        Marker.patch(payload, markerAt, next, now);
        while (!stopped) {
            payload.rewind();
            try {
                channel.write(payload);
                log.sent(next, now);
                next++;
                return;
            } catch (PortUnreachableException nobody) {
                // Tells of an earlier datagram; this one was not sent.
                refused++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        channel.close();
    }

    /** Runs as a process of its own; see {@link LoadSenderMain}. */
    public static void main(String[] args) throws IOException {
        LoadSenderMain.run(args);
    }
}
