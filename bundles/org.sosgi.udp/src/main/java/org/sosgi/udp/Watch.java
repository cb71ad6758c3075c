package org.sosgi.udp;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after an endpoint from outside its hot path: notices that it loses datagrams, and says so, once a minute at most. */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final String endpoint;
    private final Counters counters;
    private final DatagramQueue queue;
    private final KernelDrops kernel;
    private final SocketLoop socket;
    private Counters.Snapshot told = Counters.Snapshot.ZERO;
    private long toldKernel;
    private long lastLine = System.nanoTime() - MINUTE;
    private long seenDropped;
    private long lastGrowth = System.nanoTime() - MINUTE;
    private boolean pressure;

    Watch(String endpoint, Counters counters, DatagramQueue queue, KernelDrops kernel, SocketLoop socket) {
        this.endpoint = endpoint;
        this.counters = counters;
        this.queue = queue;
        this.kernel = kernel;
        this.socket = socket;
    }

    /** Reads what the kernel says; quick, no network. */
    long kernelDrops() {
        return kernel.read(socket.status().address());
    }

    /** Returns whether datagrams were lost within the last minute, as far as {@link #look} was called in it. */
    synchronized boolean losing() {
        look();
        return System.nanoTime() - lastGrowth < MINUTE;
    }

    synchronized void look() {
        Counters.Snapshot now = counters.snapshot();
        long kernelNow = kernelDrops();
        long time = System.nanoTime();
        if (now.dropped() + kernelNow > seenDropped) {
            seenDropped = now.dropped() + kernelNow;
            lastGrowth = time;
        }
        boolean any = now.dropped() > told.dropped() || kernelNow > toldKernel;
        if (any && time - lastLine >= MINUTE) {
            Counters.Snapshot since = now.since(told);
            LOG.warn(
                    "UDP endpoint {} dropped datagrams: {} source not allowed, {} too large, {} over the rate limit, {} queue full,"
                            + " {} in the kernel",
                    endpoint,
                    since.droppedSource(),
                    since.droppedSize(),
                    since.droppedRateLimit(),
                    since.droppedQueueFull(),
                    kernelNow - toldKernel);
            told = now;
            toldKernel = kernelNow;
            lastLine = time;
        }
        boolean pressed = queue.gauge().pressure();
        if (pressed != pressure) {
            pressure = pressed;
            if (!pressed) {
                LOG.info("UDP endpoint {}: the queue has room again", endpoint);
            }
        }
    }
}
