package org.sosgi.process.qixfilter;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
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

    private final boolean monitor;
    private final MonitorFilter filter;
    /** Null: not counted. */
    private final RejectedCounts rejected;

    private BundleContext context;
    private ServiceRegistration<Collector> telling;

    /** @throws IllegalArgumentException if the filter cannot be read; the message says where */
    @Activate
    public QixFilterProcessor(Config config, BundleContext context) {
        // Where nothing is monitored nothing is rejected, either.
        this(
                config.monitor(),
                config.filter(),
                config.monitor() && config.rejected__interval() > 0 ? new RejectedCounts() : null);
        this.context = context;
        if (rejected != null) {
            // Registered by hand, because there is to be no such service where nothing is counted.
            telling = context.registerService(
                    Collector.class,
                    rejected,
                    FrameworkUtil.asDictionary(Map.of(
                            Collector.NAME, "rejected-counts", Collector.INTERVAL, config.rejected__interval())));
        }
    }

    QixFilterProcessor(boolean monitor, String filter) {
        this(monitor, filter, null);
    }

    QixFilterProcessor(boolean monitor, String filter, RejectedCounts rejected) {
        this.monitor = monitor;
        this.filter = filter.isBlank() ? null : FilterText.read(filter);
        this.rejected = rejected;
    }

    /** Tells what is counted and not told yet, if there is an engine. */
    @Deactivate
    void close() {
        if (telling == null) {
            return;
        }
        telling.unregister();
        ServiceReference<Intake> reference = context.getServiceReference(Intake.class);
        Intake intake = reference == null ? null : context.getService(reference);
        if (intake != null) {
            intake.admit(rejected::collect);
            context.ungetService(reference);
        }
    }

    @Override
    public void process(Event in, Emitter out) {
        if (!in.type().name().equals(TYPE) || monitor && accepts(in)) {
            out.emit(in);
        } else if (rejected != null) {
            rejected.count(in);
        }
    }

    private boolean accepts(Event in) {
        return filter == null
                || filter.accepts(
                        in.text("app_id"),
                        in.text("app_name"),
                        in.text("object_id"),
                        in.text("object_type"),
                        in.text("method"));
    }
}
