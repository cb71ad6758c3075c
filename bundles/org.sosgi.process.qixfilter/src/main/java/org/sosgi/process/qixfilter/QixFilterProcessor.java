package org.sosgi.process.qixfilter;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Processor;

/** Drops the entries of the performance log that the filter does not choose. Other events pass. */
@Component(
        configurationPid = "org.sosgi.process.qixfilter",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=800")
@Designate(ocd = QixFilterProcessor.Config.class)
public final class QixFilterProcessor implements Processor {

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
    }

    private static final String TYPE = "log.qix-perf";

    private final boolean monitor;
    private final MonitorFilter filter;

    /** @throws IllegalArgumentException if the filter cannot be read; the message says where */
    @Activate
    public QixFilterProcessor(Config config) {
        this(config.monitor(), config.filter());
    }

    QixFilterProcessor(boolean monitor, String filter) {
        this.monitor = monitor;
        this.filter = filter.isBlank() ? null : FilterText.read(filter);
    }

    @Override
    public void process(Event in, Emitter out) {
        if (!in.type().name().equals(TYPE) || monitor && accepts(in)) {
            out.emit(in);
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
