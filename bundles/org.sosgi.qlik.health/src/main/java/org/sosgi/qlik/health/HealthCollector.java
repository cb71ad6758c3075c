package org.sosgi.qlik.health;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.qlik.AppNames;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseRequest.Origin;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.qlik.rest.ServiceAddress;

/** Asks one Sense engine how it is, and tells it as an event {@code sense.health}. */
@Component(configurationPid = "org.sosgi.qlik.health", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HealthCollector.Config.class, factory = true)
public final class HealthCollector implements Collector {

    @ObjectClassDefinition(name = "Collector: engine health", description = "Asks one Sense engine how it is")
    @interface Config {

        @AttributeDefinition(
                name = "Server",
                description = "Host of the engine, as host or host:port; without a port it is 4747")
        String server();

        @AttributeDefinition(name = "Server name", description = "What the server is called in the events")
        String server__name() default "";

        @AttributeDefinition(name = "Server description", description = "A few words more", required = false)
        String server__description() default "";

        @AttributeDefinition(
                name = "Headers",
                description = "More headers of the request, each as Name: value",
                type = AttributeType.PASSWORD,
                required = false)
        String[] _headers() default {};

        @AttributeDefinition(name = "Name", description = "Under which the collector tells how it is", required = false)
        String collector_name();

        @AttributeDefinition(
                name = "Interval",
                description = "Milliseconds from call to call, 1,000 or more",
                min = "1000")
        long collector_interval() default 30_000;

        @AttributeDefinition(
                name = "Deadline",
                description = "Milliseconds after which a call is interrupted; without it the interval",
                min = "1",
                required = false)
        long collector_deadline();
    }

    private final SenseAccess access;
    private final SenseRequest request;
    private final Clock clock;

    /** Such a service may come and go at any time. Without one no name is known. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile AppNames names;

    /** @throws IllegalArgumentException if a setting cannot be read */
    @Activate
    public HealthCollector(@Reference SenseAccess access, Config config) {
        this(access, request(config), Clock.systemDefaultZone(), null);
    }

    /** @param clock its zone is that of start times without an offset */
    HealthCollector(SenseAccess access, SenseRequest request, Clock clock, AppNames names) {
        this.access = access;
        this.request = request;
        this.clock = clock;
        this.names = names;
    }

    static SenseRequest request(Config config) {
        ServiceAddress server = ServiceAddress.of("server", config.server(), SenseService.ENGINE);
        return new SenseRequest(
                SenseService.ENGINE,
                new Origin(server.host(), config.server__name(), config.server__description(), ""),
                server.uri("/engine/healthcheck"),
                Headers.of(config._headers()));
    }

    @Override
    public void collect(Emitter out) throws IOException {
        // When it was read is when it was there: the event must not get younger by what happens to it later.
        var dated = access.poll(request, out, body -> new Dated(clock.instant(), HealthReply.of(body)));
        AppNames known = names;
        out.emit(HealthEvents.of(
                request.origin(),
                TimeUnit.SECONDS.toNanos(dated.at().getEpochSecond())
                        + dated.at().getNano(),
                dated.reply(),
                Uptime.text(dated.reply().text("started"), dated.at(), clock.getZone()),
                id -> known == null ? id : known.nameOf(id).orElse(id)));
    }

    private record Dated(Instant at, HealthReply reply) {}
}
