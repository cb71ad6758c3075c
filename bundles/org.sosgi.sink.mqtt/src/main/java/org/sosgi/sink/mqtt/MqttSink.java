package org.sosgi.sink.mqtt;

import io.reactivex.schedulers.Schedulers;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.sosgi.api.Batch;
import org.sosgi.api.Sink;

/** Publishes each event as one or more messages, and keeps none: the journal is the buffer. */
@Component(name = "org.sosgi.sink.mqtt", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Sink.class)
@Designate(ocd = Config.class, factory = true)
public final class MqttSink implements Sink {

    private final BooleanSupplier bundleStops;
    private final Messages messages;
    private final Publisher publisher;
    private volatile boolean used;

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which, and what would be right */
    @Activate
    public MqttSink(BundleContext context, Config config) {
        this(() -> context.getBundle().getState() == Bundle.STOPPING, config);
    }

    MqttSink(BooleanSupplier bundleStops, Config config) {
        this.bundleStops = bundleStops;
        var settings = new Settings(config);
        messages = settings.messages();
        publisher = new Publisher(settings.broker());
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
