package org.sosgi.sink.newrelic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.sosgi.api.Event;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.http.Protection;

/** Sends to one account of New Relic: events to the Event API, polls to the Metric API. */
@Component(
        name = "org.sosgi.sink.newrelic",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Sink.class, Reporter.class})
@Designate(ocd = Config.class, factory = true)
public final class NewRelicSink implements Sink, Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(NewRelicSink.class);

    /** Escapes make half a character, which a text cut elsewhere can end with, legal JSON. */
    private final JsonFactory json = new JsonFactoryBuilder()
            .rootValueSeparator("")
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
            .build();

    private final Catalogue catalogue;
    private final Client client;
    /** Null if the account has no id. */
    private final Api events;

    private final Api metrics;
    private final Report protection;
    private final Clock clock;
    private final Accepted accepted = new Accepted();

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which, and what would be right */
    @Activate
    public NewRelicSink(Config config, BundleContext context, Map<String, Object> properties) {
        this(
                config,
                String.valueOf(properties.getOrDefault(Sink.NAME, properties.get(Constants.SERVICE_PID))),
                context.getProperty("sosgi.version"),
                Clock.systemUTC());
    }

    /**
     * @param name the sink's
     * @param version what to tell as this agent's version; null for nothing
     */
    NewRelicSink(Config config, String name, String version, Clock clock) {
        var settings = new Settings(config, version);
        this.catalogue = settings.catalogue();
        this.client = settings.client();
        this.events = settings.eventApi(client);
        this.metrics = settings.metricApi(client);
        this.clock = clock;
        settings.warn(events, metrics);
        List<Protection> connections = Settings.protection(events, metrics);
        this.protection = Protection.report(name, connections.toArray(Protection[]::new));
        connections.stream()
                .flatMap(connection -> connection.warnings().stream())
                .distinct()
                .forEach(warning -> LOG.warn("{}: {}", name, warning));
    }

    @Override
    public List<Report> reports() {
        return List.of(protection);
    }

    @Override
    public void write(Batch batch) throws IOException {
        send(events, catalogue.events(), Catalogue.EVENTS_UNTIL, batch);
        send(metrics, catalogue.metrics(), Catalogue.METRICS_UNTIL, batch);
        accepted.forgetTo(batch.position(batch.events().size() - 1));
    }

    private void send(Api api, Map<String, Shape> shapes, Duration until, Batch batch) throws IOException {
        List<Event> all = batch.events();
        List<Element> elements = new ArrayList<>();
        long oldest = clock.millis() - until.toMillis();
        var bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            for (int i = 0; i < all.size(); i++) {
                Event event = all.get(i);
                Shape shape = shapes.get(event.type().name());
                if (shape == null || !shape.wants(event) || accepted.has(batch.position(i))) {
                    continue;
                }
                if (api == null) {
                    batch.reject(i, "account_id is missing: this account can be sent metrics only");
                    continue;
                }
                if (event.time() / 1_000_000 < oldest) {
                    batch.reject(i, tooOld(event, until));
                    continue;
                }
                shape.write(event, generator);
                generator.flush();
                elements.add(new Element(i, batch.position(i), bytes.toByteArray()));
                bytes.reset();
            }
        }
        if (!elements.isEmpty()) {
            api.send(elements, batch, accepted);
        }
    }

    private static String tooOld(Event event, Duration until) {
        return "too old: New Relic drops what happened more than " + until.toHours() + " hours ago, this is of "
                + Instant.ofEpochMilli(event.time() / 1_000_000);
    }

    @Deactivate
    void close() {
        client.close();
    }
}
