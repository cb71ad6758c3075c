package org.sosgi.errors;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Intake;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;
import org.sosgi.api.status.Reporter;
import org.sosgi.api.status.TrackedError;

/**
 * Counts errors per day. A collector too: the engine calls it every second, and then, not on the thread of whom
 * something failed, it tells what there is to tell.
 */
@Component(
        configurationPid = "org.sosgi.errors",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {ErrorTracker.class, Collector.class, Reporter.class},
        property = {Collector.NAME + "=errors", Collector.INTERVAL + ":Long=1000"})
@Designate(ocd = ErrorCounter.Config.class)
public final class ErrorCounter implements ErrorTracker, Collector, Reporter {

    @ObjectClassDefinition(
            name = "Error tracking",
            description = "Counts what fails towards the outside: polls, writes, datagrams that could not be handled.")
    @interface Config {

        @AttributeDefinition(
                name = "Summary in the log",
                description = "Log the counts of the day, at most once a minute and only if they have changed.")
        boolean log__summary() default false;

        @AttributeDefinition(
                name = "Events",
                description = "Emit agent.error events: at the first error of a kind, then at most every 10 seconds.")
        boolean events() default false;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ErrorCounter.class);
    private static final long SUMMARY_PAUSE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_FIGURES = 20;

    private final InstantSource clock;
    private final LongSupplier ticks;

    private volatile boolean logSummary;

    /** Whether errors become events from now on; those that did are told in any case. */
    private volatile boolean tellEvents;

    /** This and all below guarded by this. */
    private final ErrorEvents events = new ErrorEvents();

    private final Queue<DayCounts> over = new ArrayDeque<>();
    private DayCounts today;
    private long ever;
    private long summaryTotal;
    private long nextSummary;

    @Activate
    public ErrorCounter(Config config) {
        this(config.log__summary(), config.events(), InstantSource.system(), System::nanoTime);
    }

    ErrorCounter(boolean logSummary, boolean events, InstantSource clock, LongSupplier ticks) {
        this.logSummary = logSummary;
        this.tellEvents = events;
        this.clock = clock;
        this.ticks = ticks;
        today = new DayCounts(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        nextSummary = ticks.getAsLong();
    }

    /** In place: the counts of the day stay. */
    @Modified
    void change(Config config) {
        logSummary = config.log__summary();
        tellEvents = config.events();
    }

    @Override
    public void record(TrackedError error) {
        ErrorDetails details = tellEvents ? ErrorDetails.of(error.cause()) : null;
        synchronized (this) {
            Instant now = clock.instant();
            endDay(now);
            today.add(error.type(), error.serverName());
            ever++;
            if (details != null) {
                events.add(error, details, now, ticks.getAsLong());
            }
        }
    }

    private void endDay(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!day.equals(today.day())) {
            if (today.total() > 0 && over.isEmpty()) {
                over.add(today);
            }
            today = new DayCounts(day);
            summaryTotal = 0;
        }
    }

    @Override
    public void collect(Emitter out) {
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            long now = ticks.getAsLong();
            endDay(clock.instant());
            for (DayCounts day; (day = over.poll()) != null; ) {
                lines.add("Errors on " + line(day));
            }
            if (logSummary && today.total() > summaryTotal && now - nextSummary >= 0) {
                lines.add("Errors so far on " + line(today));
                summaryTotal = today.total();
                nextSummary = now + SUMMARY_PAUSE;
            }
            events.emit(now, out);
        }
        lines.forEach(LOG::info);
    }

    private static String line(DayCounts day) {
        return day.day() + " (UTC): " + day.total() + " in total, " + Summary.json(day);
    }

    /**
     * Tells what is not told yet: one event per kind of error at most. When the agent ends, the engine ends after this; without an engine
     * the rest is gone.
     */
    @Deactivate
    void close(BundleContext context) {
        try {
            ServiceReference<Intake> reference = context.getServiceReference(Intake.class);
            Intake intake = reference == null ? null : context.getService(reference);
            if (intake != null) {
                try {
                    intake.admit(this::emitRest);
                } finally {
                    context.ungetService(reference);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("The errors of the last seconds were not told as events: {}", e.toString());
        }
    }

    private synchronized void emitRest(Emitter out) {
        events.emitRest(out);
    }

    @Override
    public synchronized List<Report> reports() {
        endDay(clock.instant());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.counter("errors", ever));
        figures.add(Figure.gauge("errors_today", today.total()));
        if (tellEvents) {
            figures.add(Figure.counter("events_emitted", events.emitted()));
            figures.add(Figure.counter("errors_without_event", events.suppressed()));
        }
        today.totals(MOST_FIGURES).forEach((type, total) -> figures.add(Figure.gauge(figureName(type), total)));
        return List.of(new Report("errors", "errors", State.OK, "", figures));
    }

    private static String figureName(String type) {
        return "today_" + type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
