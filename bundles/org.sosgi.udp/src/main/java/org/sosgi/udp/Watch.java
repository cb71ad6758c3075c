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
    private final SourceRate sources;
    private final DatagramQueue queue;
    private final KernelDrops kernel;
    private final SocketLoop socket;
    private Counters.Snapshot told = Counters.Snapshot.ZERO;
    private long toldKernel;
    private long lastLine = System.nanoTime() - MINUTE;
    private final Growth own = new Growth();
    private final Growth inKernel = new Growth();
    private boolean pressure;

    Watch(
            String endpoint,
            Counters counters,
            SourceRate sources,
            DatagramQueue queue,
            KernelDrops kernel,
            SocketLoop socket) {
        this.endpoint = endpoint;
        this.counters = counters;
        this.sources = sources;
        this.queue = queue;
        this.kernel = kernel;
        this.socket = socket;
    }

    /** Reads what the kernel says; quick, no network. */
    long kernelDrops() {
        return kernel.read(socket.status().address());
    }

    /** A count, and when it was last seen to grow. */
    private static final class Growth {

        private long count;
        private long last = System.nanoTime() - MINUTE;

        void seen(long now) {
            if (now > count) {
                count = now;
                last = System.nanoTime();
            }
        }

        boolean recent() {
            return System.nanoTime() - last < MINUTE;
        }
    }

    /** Returns in one line how datagrams were lost within the last minute, or an empty text. */
    synchronized String losses() {
        look();
        if (inKernel.recent()) {
            return "the kernel dropped datagrams within the last minute: the receive buffer is too small for the traffic"
                    + " (net.core.rmem_max limits it) or the machine too busy";
        }
        return own.recent() ? "datagrams were dropped within the last minute" : "";
    }

    synchronized void look() {
        Counters.Snapshot now = counters.snapshot();
        long kernelNow = kernelDrops();
        long time = System.nanoTime();
        own.seen(now.dropped());
        inKernel.seen(kernelNow);
        boolean any = now.dropped() > told.dropped() || kernelNow > toldKernel;
        if (any && time - lastLine >= MINUTE) {
            Counters.Snapshot since = now.since(told);
            LOG.warn(
                    "UDP endpoint {} dropped datagrams: {} source not allowed, {} too large, {} over the rate limit of their source{},"
                            + " {} over the rate limit, {} queue full, {} in the kernel",
                    endpoint,
                    since.droppedSource(),
                    since.droppedSize(),
                    since.droppedSourceRate(),
                    since.droppedSourceRate() == 0
                            ? ""
                            : " (the latest of " + sources.refused().getHostAddress() + ")",
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
