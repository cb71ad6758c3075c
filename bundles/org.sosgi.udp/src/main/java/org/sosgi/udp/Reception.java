package org.sosgi.udp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.network.AllowList;

/**
 * What happens to a datagram on the reader's thread: source, size, rate of the source, rate of all, room, in this order; then it is queued. Each way out has its
 * counter, none a log line: the {@link Watch} tells of them.
 */
final class Reception implements Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final String endpoint;
    private final AllowList allowed;
    private final int maxDatagram;
    private final SourceRate sourceRate;
    private final RateLimit rate;
    private final DatagramQueue queue;
    private final Counters counters;
    private final ArrivalClock clock = new ArrivalClock();
    private final Throttle pressureLines = new Throttle(TimeUnit.MINUTES.toNanos(1));

    /** @param allowed null if datagrams of any source are taken */
    Reception(
            String endpoint,
            AllowList allowed,
            int maxDatagram,
            SourceRate sourceRate,
            RateLimit rate,
            DatagramQueue queue,
            Counters counters) {
        this.endpoint = endpoint;
        this.allowed = allowed;
        this.maxDatagram = maxDatagram;
        this.sourceRate = sourceRate;
        this.rate = rate;
        this.queue = queue;
        this.counters = counters;
    }

    @Override
    public void received(ByteBuffer payload, InetAddress source) {
        if (allowed != null && !allowed.admits(source)) {
            counters.droppedSource.increment();
        } else if (payload.remaining() > maxDatagram) {
            counters.droppedSize.increment();
        } else if (!sourceRate.admits(source)) {
            counters.droppedSourceRate.increment();
        } else if (!rate.admits()) {
            counters.droppedRateLimit.increment();
        } else {
            enqueue(payload, source);
        }
    }

    @Override
    public void caughtUp() {
        queue.lull();
    }

    private void enqueue(ByteBuffer payload, InetAddress source) {
        DatagramQueue.Outcome outcome = queue.offer(payload, clock.next(), source);
        if (outcome == DatagramQueue.Outcome.FULL) {
            counters.droppedQueueFull.increment();
            return;
        }
        counters.queued.increment();
        if (outcome == DatagramQueue.Outcome.QUEUED_PRESSURE_ON) {
            long times = pressureLines.pass();
            if (times > 0) {
                LOG.warn("UDP endpoint {}: the queue fills up ({} times since last told)", endpoint, times);
            }
        }
    }
}
