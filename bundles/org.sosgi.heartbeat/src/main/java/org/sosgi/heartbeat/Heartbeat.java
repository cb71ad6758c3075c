package org.sosgi.heartbeat;

import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.RequestFailedException;
import org.sosgi.http.Http;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Reply;

/**
 * Calls an address at the start and by schedule. Emits nothing: that it fails shows in the collector's
 * report and in the log.
 */
@Component(
        configurationPid = "org.sosgi.heartbeat",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = Collector.class,
        // Longer than the request takes, which says better what was wrong.
        property = {Collector.AT_START + ":Boolean=true", Collector.DEADLINE + ":Long=35000"})
@Designate(ocd = Heartbeat.Config.class)
public final class Heartbeat implements Collector {

    @ObjectClassDefinition(
            name = "Heartbeat",
            description =
                    "Calls an address at the start and by schedule, so that its owner notices when the agent is gone.")
    @interface Config {

        @AttributeDefinition(name = "Name", description = "The name under which the status tells of it.")
        String collector_name() default "heartbeat";

        @AttributeDefinition(
                name = "Schedule",
                description = "When, in UTC, besides at the start: 'every 1 hour', 'every 30 seconds', 'at 10:15 am' …")
        String collector_schedule() default "every 1 hour";

        @AttributeDefinition(
                name = "Address",
                description =
                        "http or https. Credentials in it (http://user:password@…) are sent as basic authentication.")
        String url();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 5;

    private final Target target;
    private final Http http;

    /** @throws IllegalArgumentException if the address cannot be used */
    @Activate
    public Heartbeat(Config config) {
        this(config.url(), TIMEOUT);
    }

    Heartbeat(String url, Duration timeout) {
        target = Target.of(url == null ? "" : url);
        http = new Http(HttpSettings.of("heartbeat", timeout).withBodyLimit(0).withRedirects(MOST_REDIRECTS));
    }

    @Override
    public void collect(Emitter out) throws IOException {
        Reply reply;
        try {
            reply = http.send(target.request());
        } catch (RequestFailedException e) {
            throw new IOException(target.shown() + ": " + e.getMessage(), e);
        }
        if (reply.status() < 200 || reply.status() > 299) {
            throw new IOException(target.shown() + " answered with status " + reply.status() + ", not 2xx");
        }
        LOG.debug("Heartbeat taken by {} with status {}", target.shown(), reply.status());
    }

    @Deactivate
    void close() {
        http.close();
    }
}
