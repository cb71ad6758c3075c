package org.sosgi.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.network.Loopback;

/**
 * The endpoint's first thread: binds the socket and reads it; if either fails, tries again after {@link #RETRY}, for as long as it
 * takes.
 */
final class SocketLoop implements Runnable {

    static final long RETRY = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);

    private final Settings settings;
    private final Supplier<Transport> choice;
    private final Receiver receiver;
    private final long retry;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private BoundSocket socket;
    private volatile Status status = new Status(null, 0, "not yet bound");
    private String told = "";

    /** @param choice asked once, on this thread: to load a native library takes a while */
    SocketLoop(Settings settings, Supplier<Transport> choice, Receiver receiver, long retryNanos) {
        this.settings = settings;
        this.choice = choice;
        this.receiver = receiver;
        this.retry = retryNanos;
    }

    /**
     * How the socket is.
     *
     * @param address where it is bound, or null if it is not
     * @param receiveBuffer what the kernel granted
     * @param failure why it is not bound; empty if it is
     */
    record Status(InetSocketAddress address, int receiveBuffer, String failure) {}

    Status status() {
        return status;
    }

    @Override
    public void run() {
        try {
            Transport transport = choice.get();
            do {
                bindAndReceive(transport);
            } while (!stopped.await(retry, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bindAndReceive(Transport transport) {
        var address = new InetSocketAddress(settings.host(), settings.port());
        try (BoundSocket bound = open(transport, address)) {
            if (bound != null) {
                bound.receive(receiver);
            }
            status = new Status(null, 0, "closed");
        } catch (IOException | RuntimeException | LinkageError e) {
            failed(address, e);
        }
    }

    private BoundSocket open(Transport transport, InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("the host name is not known");
        }
        Loopback.require(address.getAddress());
        BoundSocket bound = transport.bind(address, settings.receiveBuffer());
        synchronized (this) {
            if (stopped.getCount() == 0) {
                bound.close();
                return null;
            }
            socket = bound;
        }
        told = "";
        status = new Status(bound.address(), bound.receiveBuffer(), "");
        LOG.info("UDP endpoint {} listens on {} ({})", settings.endpoint(), bound.address(), transport.name());
        if (bound.receiveBuffer() < settings.receiveBuffer()) {
            LOG.warn(
                    "UDP endpoint {}: the receive buffer has {} bytes, not {} as asked for; Linux grants at most net.core.rmem_max",
                    settings.endpoint(),
                    bound.receiveBuffer(),
                    settings.receiveBuffer());
        }
        return bound;
    }

    private void failed(InetSocketAddress address, Throwable cause) {
        String reason = settings.host() + ":" + address.getPort() + ": "
                + (cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage());
        status = new Status(null, 0, reason);
        if (!reason.equals(told)) {
            told = reason;
            LOG.error(
                    "UDP endpoint {} does not receive on {}; tried again every {} s",
                    settings.endpoint(),
                    reason,
                    TimeUnit.NANOSECONDS.toSeconds(retry),
                    cause instanceof IOException ? null : cause);
        }
    }

    /** Closes the socket, at once and for good. */
    synchronized void stop() {
        stopped.countDown();
        if (socket != null) {
            socket.close();
        }
    }
}
