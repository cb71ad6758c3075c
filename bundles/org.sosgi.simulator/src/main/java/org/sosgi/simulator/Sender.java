package org.sosgi.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.simulator.log4net.LogDatagram;

/** The thread that lets the simulation happen in real time and sends what it tells. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final long STOP_MILLIS = 2_000;
    private static final long WARN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Simulation simulation;
    private final Clock clock;
    private final Map<String, SocketAddress> addresses = new HashMap<>();
    private final Thread thread = new Thread(this::run, "simulator");
    private long unsent;
    private long warnedAt;

    Sender(Simulation simulation, Clock clock) {
        this.simulation = simulation;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(STOP_MILLIS);
    }

    private void run() {
        try (DatagramChannel channel = DatagramChannel.open()) {
            long due = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                Instant now = clock.instant();
                due += simulation.nanosToNext(now);
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                } else if (wait < -TimeUnit.SECONDS.toNanos(1)) {
                    // After a machine's sleep nothing is made up for.
                    due = System.nanoTime();
                }
                if (!Thread.currentThread().isInterrupted()) {
                    for (LogDatagram datagram : simulation.next(clock.instant())) {
                        send(channel, datagram);
                    }
                }
            }
        } catch (ClosedByInterruptException e) {
            LOG.debug("stopped while sending");
        } catch (IOException | RuntimeException e) {
            LOG.error("the simulation has ended: {}", e.toString());
        }
    }

    private void send(DatagramChannel channel, LogDatagram datagram) throws ClosedByInterruptException {
        try {
            // Names are looked up here, once, where waiting for an answer holds up nobody.
            SocketAddress target = addresses.computeIfAbsent(
                    datagram.host() + " " + datagram.port(),
                    key -> new InetSocketAddress(datagram.host(), datagram.port()));
            channel.send(ByteBuffer.wrap(datagram.text().getBytes(StandardCharsets.UTF_8)), target);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            unsent++;
            long now = System.nanoTime();
            if (warnedAt == 0 || now - warnedAt > WARN_NANOS) {
                warnedAt = now;
                LOG.warn("could not send {} simulated events so far: {}", unsent, e.toString());
            }
        }
    }
}
