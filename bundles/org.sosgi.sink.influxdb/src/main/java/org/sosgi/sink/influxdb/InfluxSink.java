package org.sosgi.sink.influxdb;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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

/** Writes each batch to InfluxDB as one request of line protocol. */
@Component(
        name = "org.sosgi.sink.influxdb",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Sink.class, Reporter.class})
@Designate(ocd = Config.class, factory = true)
public final class InfluxSink implements Sink, Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(InfluxSink.class);

    private static final int FIRST_CAPACITY = 256 * 1024;

    /** A larger buffer, left by an unusual batch, is not kept. */
    private static final int KEPT_CAPACITY = 8 * 1024 * 1024;

    private final LineEncoder encoder;
    private final Server server;
    private final Report protection;
    private LineBuffer lines = new LineBuffer(FIRST_CAPACITY);

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which, and what would be right */
    @Activate
    public InfluxSink(Config config, Map<String, Object> properties) {
        var settings = new Settings(config);
        encoder = settings.encoder();
        server = settings.server();
        Protection connection = settings.protection();
        String name = String.valueOf(properties.getOrDefault(Sink.NAME, properties.get(Constants.SERVICE_PID)));
        protection = Protection.report(name, connection);
        connection.warnings().forEach(warning -> LOG.warn("{}: {}", name, warning));
    }

    @Override
    public List<Report> reports() {
        return List.of(protection);
    }

    @Override
    public void write(Batch batch) throws IOException {
        lines.truncate(0);
        List<Event> events = batch.events();
        for (int i = 0; i < events.size(); i++) {
            String refusal = encoder.encode(events.get(i), lines);
            if (refusal != null) {
                batch.reject(i, refusal);
            }
        }
        try {
            if (lines.length() > 0) {
                server.write(lines);
            }
        } finally {
            if (lines.array().length > KEPT_CAPACITY) {
                lines = new LineBuffer(FIRST_CAPACITY);
            }
        }
    }

    @Deactivate
    void close() {
        server.close();
    }
}
