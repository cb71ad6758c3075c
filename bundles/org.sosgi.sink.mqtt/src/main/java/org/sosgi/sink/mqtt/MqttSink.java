package org.sosgi.sink.mqtt;

import io.reactivex.schedulers.Schedulers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Batch;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.http.Protection;

/** Publishes each event as one or more messages, and keeps none: the journal is the buffer. */
@Component(
        name = "org.sosgi.sink.mqtt",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Sink.class, Reporter.class})
@Designate(ocd = Config.class, factory = true)
public final class MqttSink implements Sink, Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSink.class);

    private final BooleanSupplier bundleStops;
    private final Messages messages;
    private final Publisher publisher;
    private final Report protection;
    private volatile boolean used;

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which, and what would be right */
    @Activate
    public MqttSink(BundleContext context, Config config, Map<String, Object> properties) {
        this(
                () -> context.getBundle().getState() == Bundle.STOPPING,
                config,
                String.valueOf(properties.getOrDefault(Sink.NAME, properties.get(Constants.SERVICE_PID))));
    }

    /** @param name the sink's */
    MqttSink(BooleanSupplier bundleStops, Config config, String name) {
        this.bundleStops = bundleStops;
        var settings = new Settings(config);
        messages = settings.messages();
        Broker broker = settings.broker();
        publisher = new Publisher(broker);
        protection = Protection.report(name, broker.protection());
        broker.protection().warnings().forEach(warning -> LOG.warn("{}: {}", name, warning));
    }

    @Override
    public List<Report> reports() {
        return List.of(protection);
    }

    @Override
    public void write(Batch batch) throws IOException {
        List<Publication> made = messages.of(batch);
        if (!made.isEmpty()) {
            used = true;
            publisher.publish(batch, made);
        }
    }

    @Deactivate
    void close() {
        publisher.close();
        if (used && bundleStops.getAsBoolean()) {
            // The client's library keeps threads for all connections; they would hold the classes of a bundle that is
            // gone.
            Schedulers.shutdown();
        }
    }
}
