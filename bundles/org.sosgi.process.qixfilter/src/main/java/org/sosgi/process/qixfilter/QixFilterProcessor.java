package org.sosgi.process.qixfilter;

import java.util.Dictionary;
import java.util.Map;
import org.osgi.framework.BundleContext;
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
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Intake;
import org.sosgi.api.Processor;

/** Drops the entries of the performance log that the filter does not choose. Other events pass. */
@Component(
        configurationPid = "org.sosgi.process.qixfilter",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        property = "service.ranking:Integer=800")
@Designate(ocd = QixFilterProcessor.Config.class)
public final class QixFilterProcessor implements Processor {

    /** Two underscores in a name stand for one in the property's. */
    @ObjectClassDefinition(
            name = "Processor: performance log filter",
            description = "Chooses entries of the engine's performance log by app, object type, object and method")
    @interface Config {

        @AttributeDefinition(name = "Monitor", description = "Off: all entries of the performance log are dropped")
        boolean monitor() default true;

        @AttributeDefinition(
                name = "Filter",
                description =
                        "The section monitorFilter of the Butler SOS configuration, as JSON; empty: all entries pass")
        String filter() default "";

        @AttributeDefinition(
                name = "Interval of rejected counts",
                description =
                        "Milliseconds between two times it is told what was rejected, 1000 or more; 0: not counted",
                min = "0")
        long rejected__interval() default 0;
    }

    private static final String TYPE = "log.qix-perf";

    /**
     * What is asked for. Immutable, and replaced as a whole.
     *
     * @param filter null: all pass
     * @param interval of telling what was rejected, in milliseconds; 0: not counted
     */
    private record Policy(boolean monitor, MonitorFilter filter, long interval) {

        static Policy read(boolean monitor, String filter, long interval) {
            // Where nothing is monitored nothing is rejected, either.
            return new Policy(
                    monitor, filter.isBlank() ? null : FilterText.read(filter), monitor && interval > 0 ? interval : 0);
        }

        static Policy read(Config config) {
            return read(config.monitor(), config.filter(), config.rejected__interval());
        }

        boolean accepts(Event in) {
            return filter == null
                    || filter.accepts(
                            in.text("app_id"),
                            in.text("app_name"),
                            in.text("object_id"),
                            in.text("object_type"),
                            in.text("method"));
        }
    }

    private final BundleContext context;
    private final RejectedCounts rejected = new RejectedCounts();
    private volatile Policy policy;

    /** Null while nobody asks for the counts. */
    private volatile ServiceRegistration<Collector> telling;

    /** @throws IllegalArgumentException if the filter cannot be read; the message says where */
    @Activate
    public QixFilterProcessor(Config config, BundleContext context) {
        this.context = context;
        policy = Policy.read(config);
        if (policy.interval > 0) {
            telling = startTelling(policy.interval);
        }
    }

    QixFilterProcessor(boolean monitor, String filter) {
        context = null;
        policy = Policy.read(monitor, filter, 0);
    }

    /**
     * In place: no entry may pass unfiltered while one filter takes the place of another. Counts go on.
     *
     * @throws IllegalArgumentException if the filter cannot be read; then the one before stays in force
     */
    @Modified
    void change(Config config) {
        Policy before = policy;
        Policy now = Policy.read(config);
        if (now.interval > 0 && telling == null) {
            telling = startTelling(now.interval);
        } else if (now.interval > 0 && now.interval != before.interval) {
            telling.setProperties(properties(now.interval));
        }
        policy = now;
        if (now.interval == 0) {
            stopTelling();
        }
    }

    /** Registered by hand, because there is to be no such service where nothing is counted. */
    private ServiceRegistration<Collector> startTelling(long interval) {
        return context.registerService(Collector.class, rejected, properties(interval));
    }

    private static Dictionary<String, Object> properties(long interval) {
        return FrameworkUtil.asDictionary(Map.of(Collector.NAME, "rejected-counts", Collector.INTERVAL, interval));
    }

    /** Tells what is counted and not told yet, if there is an engine. */
    private void stopTelling() {
        ServiceRegistration<Collector> ending = telling;
        if (ending == null) {
            return;
        }
        ending.unregister();
        telling = null;
        ServiceReference<Intake> reference = context.getServiceReference(Intake.class);
        Intake intake = reference == null ? null : context.getService(reference);
        if (intake != null) {
            intake.admit(rejected::collect);
            context.ungetService(reference);
        }
    }

    @Deactivate
    void close() {
        stopTelling();
    }

    @Override
    public void process(Event in, Emitter out) {
        Policy now = policy;
        if (!in.type().name().equals(TYPE) || now.monitor && now.accepts(in)) {
            out.emit(in);
        } else if (now.interval > 0) {
            rejected.count(in);
            if (telling == null) {
                // The rest of a batch that began before the end: whoever asked for the counts has gone.
                rejected.collect(out);
            }
        }
    }
}
