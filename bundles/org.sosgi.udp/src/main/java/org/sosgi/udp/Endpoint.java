package org.sosgi.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Report;
import org.sosgi.network.AllowList;
import org.sosgi.network.Refresher;

/** One endpoint: its parts, put together, and its threads. */
final class Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final long DRAIN = TimeUnit.SECONDS.toNanos(5);

    private final Settings settings;
    private final Counters counters = new Counters();
    private final ProcessingTimes times = new ProcessingTimes();
    private final DatagramQueue queue;
    private final RateLimit rate;
    private final AllowList allowed;
    private final Refresher refresher;
    private final SocketLoop socket;
    private final Watch watch;
    private final IntakeLoop intakeLoop;
    private final QueueMetrics metrics;
    private final EndpointReport report;
    private final Thread reader;
    private final Thread handler;
    private long nextMetrics;
    private volatile String broken = "";

    final DecoderTable decoders = new DecoderTable(System::nanoTime);
    final IntakeSlot intake = new IntakeSlot();
    final Rejects rejects;
    final DecodeErrors errors;

    Endpoint(Settings settings, Supplier<Transport> transport, long retryNanos) {
        this(settings, transport, retryNanos, InetAddress::getAllByName);
    }

    Endpoint(Settings settings, Supplier<Transport> transport, long retryNanos, AllowList.Resolver resolver) {
        String name = settings.endpoint();
        this.settings = settings;
        this.rejects = new Rejects(name);
        this.errors = new DecodeErrors(name);
        this.queue = new DatagramQueue(settings.queueEvents(), settings.queueBytes(), settings.backpressureThreshold());
        this.rate = new RateLimit(settings.rateLimit(), System::nanoTime);
        Settings.Sources sources = settings.sources();
        this.allowed = sources.validated()
                ? new AllowList("UDP endpoint " + name, sources.allowed(), sources.failOpen(), resolver)
                : null;
        this.refresher = allowed == null ? null : new Refresher(allowed, "udp-" + name + "-resolver");
        var sourceRate = new SourceRate(sources.perSecond(), sources.most(), System::nanoTime);
        var reception = new Reception(name, allowed, settings.maxDatagram(), sourceRate, rate, queue, counters);
        this.socket = new SocketLoop(settings, transport, reception, retryNanos);
        this.watch = new Watch(name, counters, sourceRate, queue, new KernelDrops(Path.of("/proc")), socket);
        this.metrics = new QueueMetrics(settings, queue, counters, times, rate);
        this.intakeLoop = new IntakeLoop(name, queue, intake, decoders, counters, times, rejects, errors, this::chores);
        this.report = new EndpointReport(settings, queue, counters, times, rate, socket, watch, intake, allowed);
        this.reader = daemon(socket, "udp-" + name + "-reader");
        this.handler = daemon(intakeLoop, "udp-" + name + "-intake");
    }

    private Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, cause) -> {
            broken = "thread " + name + " has ended: " + cause.getClass().getName();
            LOG.error("UDP endpoint {}: {}", settings.endpoint(), broken, cause);
        });
        return thread;
    }

    void start() {
        nextMetrics = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.queueMetricsInterval());
        handler.start();
        if (refresher != null) {
            refresher.start();
        }
        reader.start();
    }

    /** On the intake's thread, about once a second. */
    private void chores() {
        watch.look();
        long interval = TimeUnit.MILLISECONDS.toNanos(settings.queueMetricsInterval());
        if (interval > 0 && System.nanoTime() - nextMetrics >= 0) {
            tellMetrics();
            nextMetrics = System.nanoTime() + interval;
        }
    }

    private void tellMetrics() {
        try {
            Intake present = intake.borrow(0);
            if (present != null) {
                try {
                    present.admit(out -> out.emit(metrics.next()));
                } finally {
                    intake.giveBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("UDP endpoint {}: the queue's figures could not be journalled", settings.endpoint(), e);
        }
    }

    /** Closes the socket, lets what waits be handed on, five seconds at most, and ends. */
    void stop() throws InterruptedException {
        if (refresher != null) {
            refresher.close();
        }
        socket.stop();
        reader.join(TimeUnit.SECONDS.toMillis(1));
        intakeLoop.stop(DRAIN);
        // Not interrupted when late: it may be writing to the journal, whose file an interrupt would close.
        handler.join(TimeUnit.NANOSECONDS.toMillis(DRAIN) + 500);
    }

    /** @param setting where it says that there is this endpoint */
    Optional<Door> door(String setting) {
        InetSocketAddress bound = socket.status().address();
        if (bound == null) {
            return Optional.empty();
        }
        boolean guarded = allowed != null && !allowed.open();
        return Optional.of(new Door(
                settings.endpoint() + " events",
                Door.Protocol.UDP,
                bound.getAddress(),
                bound.getPort(),
                false,
                guarded ? Set.of(Door.Guard.ALLOW_LIST) : Set.of(),
                setting));
    }

    Report report() {
        Report known = report.report(door("").map(Door::unguarded).orElse(false));
        return broken.isEmpty()
                ? known
                : new Report(known.kind(), known.name(), Report.State.FAILED, broken, known.figures());
    }
}
