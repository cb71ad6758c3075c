package org.sosgi.process.counts;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.sosgi.api.Collector;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;
import org.sosgi.api.Intake;
import org.sosgi.api.Processor;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/**
 * Tells the event counts, and has those that count in the service registry: a processor for each place in the chain at which something
 * is to be counted, and for each endpoint a witness of what nobody decodes.
 */
@Component(
        configurationPid = "org.sosgi.process.counts",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {Collector.class, Reporter.class})
@Designate(ocd = EventCounts.Config.class)
public final class EventCounts implements Collector, Reporter {

    /** Two underscores in a name stand for one in the property's, one for a dot. */
    @ObjectClassDefinition(
            name = "Processor: event counts",
            description = "Counts user and log events by source, host and subsystem, and tells the counts as events")
    @interface Config {

        @AttributeDefinition(name = "Log events", description = "Count log events, but those of the performance log")
        boolean log__events() default true;

        @AttributeDefinition(name = "User events", description = "Count user events")
        boolean user__events() default true;

        @AttributeDefinition(
                name = "Performance log",
                description = "Which events of the engine's performance log to count",
                options = {
                    @Option(label = "none", value = "off"),
                    @Option(label = "those that pass the filter", value = "accepted"),
                    @Option(label = "all", value = "all")
                })
        String qix__perf() default "accepted";

        @AttributeDefinition(
                name = "Interval",
                description = "Milliseconds between two times the counts are told",
                min = "1000")
        long collector_interval() default 20_000;

        @AttributeDefinition(name = "Name", description = "The name under which status is told")
        String collector_name() default "event-counts";
    }

    /** Before the filter for excluded users (900): those are counted, too. */
    private static final int USERS = 950;
    /** Before the filter for the performance log (800). */
    private static final int ALL = 850;
    /** After it, but before the rules that may drop an event (700). */
    private static final int ACCEPTED = 750;

    /** Each is a service of its own. */
    private enum Place {
        USERS,
        UNRECOGNISED_USERS,
        LOGS,
        ACCEPTED,
        UNRECOGNISED_LOGS
    }

    /** What is asked for. */
    private record Counted(boolean users, boolean logs, boolean accepted, boolean all) {

        static Counted read(Config config) {
            String performance = config.qix__perf();
            if (!List.of("off", "accepted", "all").contains(performance)) {
                throw new IllegalArgumentException("qix_perf must be off, accepted or all, not " + performance);
            }
            return new Counted(
                    config.user__events(),
                    config.log__events(),
                    performance.equals("accepted"),
                    performance.equals("all"));
        }

        EnumSet<Place> places() {
            EnumSet<Place> places = EnumSet.noneOf(Place.class);
            if (users) {
                places.addAll(EnumSet.of(Place.USERS, Place.UNRECOGNISED_USERS));
            }
            if (logs) {
                places.addAll(EnumSet.of(Place.LOGS, Place.UNRECOGNISED_LOGS));
            }
            if (all) {
                places.add(Place.LOGS);
            }
            if (accepted) {
                places.add(Place.ACCEPTED);
            }
            return places;
        }
    }

    private final BundleContext context;
    private final CountTable logs = new CountTable("log");
    private final CountTable users = new CountTable("user");
    private final UserCounter userCounter = new UserCounter(users);
    private final LogCounter logCounter = new LogCounter(logs);
    private final LogCounter acceptedCounter = new LogCounter(logs);
    private final UnrecognisedLog unrecognisedLogs = new UnrecognisedLog(logs);
    private final UnrecognisedUser unrecognisedUsers = new UnrecognisedUser(users);
    private final Map<Place, ServiceRegistration<?>> counting = new EnumMap<>(Place.class);

    /** @throws IllegalArgumentException if {@code qix_perf} is none of its words */
    @Activate
    public EventCounts(Config config, BundleContext context) {
        this.context = context;
        Counted counted = Counted.read(config);
        count(counted);
        counted.places().forEach(place -> counting.put(place, register(place)));
    }

    /**
     * In place: what is counted before and after goes on being counted, and what is counted and not told is told at the next interval,
     * which may be another.
     *
     * @throws IllegalArgumentException if {@code qix_perf} is none of its words; then what was asked for before stays in force
     */
    @Modified
    void change(Config config) {
        Counted counted = Counted.read(config);
        EnumSet<Place> places = counted.places();
        places.forEach(place -> counting.computeIfAbsent(place, this::register));
        // Only now, and at once: entries of the performance log change from one counter to another.
        count(counted);
        for (Place place : EnumSet.complementOf(places)) {
            ServiceRegistration<?> gone = counting.remove(place);
            if (gone != null) {
                gone.unregister();
            }
        }
    }

    private void count(Counted counted) {
        logCounter.change(counted.all, counted.logs);
        acceptedCounter.change(counted.accepted, false);
    }

    private ServiceRegistration<?> register(Place place) {
        return switch (place) {
            case USERS -> processor("counts-user", USERS, userCounter);
            case UNRECOGNISED_USERS -> witness("user", unrecognisedUsers);
            case LOGS -> processor("counts-log", ALL, logCounter);
            case ACCEPTED -> processor("counts-qix-perf", ACCEPTED, acceptedCounter);
            case UNRECOGNISED_LOGS -> witness("log", unrecognisedLogs);
        };
    }

    private ServiceRegistration<?> processor(String name, int ranking, Processor processor) {
        var properties = FrameworkUtil.asDictionary(
                Map.<String, Object>of(Processor.NAME, name, Constants.SERVICE_RANKING, ranking));
        return context.registerService(Processor.class, processor, properties);
    }

    private ServiceRegistration<?> witness(String endpoint, Decoder witness) {
        var properties =
                FrameworkUtil.asDictionary(Map.<String, Object>of(Decoder.ENDPOINT, endpoint, Decoder.WITNESS, true));
        return context.registerService(Decoder.class, witness, properties);
    }

    @Override
    public void collect(Emitter out) {
        logs.tell(out);
        users.tell(out);
    }

    /**
     * Tells what is counted and not told yet. When the agent ends, the endpoints are closed before and the engine ends after this, so
     * nothing is missing; without an engine the rest is gone.
     */
    @Deactivate
    void close() {
        counting.values().forEach(ServiceRegistration::unregister);
        logs.end();
        users.end();
        ServiceReference<Intake> reference = context.getServiceReference(Intake.class);
        Intake intake = reference == null ? null : context.getService(reference);
        if (intake != null) {
            intake.admit(this::collect);
            context.ungetService(reference);
        }
    }

    @Override
    public List<Report> reports() {
        return List.of(new Report(
                "processor",
                "counts",
                Report.State.OK,
                "",
                List.of(
                        Report.Figure.gauge("log_keys", logs.size()),
                        Report.Figure.gauge("user_keys", users.size()),
                        Report.Figure.counter("log_unrecognised", unrecognisedLogs.seen()),
                        Report.Figure.counter("user_unrecognised", unrecognisedUsers.seen()),
                        Report.Figure.counter("user_refused", userCounter.refused()))));
    }
}
