package org.sosgi.qlik.apps;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.qlik.AppNames;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseRequest.Origin;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;
import org.sosgi.api.status.Reporter;
import org.sosgi.qlik.rest.ServiceAddress;

/**
 * Asks the repository of a Sense site for its apps, and knows their names until it is answered again. Emits nothing of
 * its own.
 */
@Component(
        configurationPid = "org.sosgi.qlik.apps",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        // Else the names would be gone each time the last who asks for one is.
        immediate = true)
@Designate(ocd = AppsCollector.Config.class)
public final class AppsCollector implements Collector, AppNames, Reporter {

    @ObjectClassDefinition(
            name = "Collector: apps",
            description = "Asks the repository of a Sense site for the names of its apps")
    @interface Config {

        @AttributeDefinition(
                name = "Host",
                description = "Host of the repository, as host or host:port; without a port it is 4242")
        String host();

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

    static final int MOST_APPS = 200_000;

    /** 64 MiB at two bytes each. */
    static final long MOST_CHARACTERS = 32 << 20;

    private final SenseAccess access;
    private final SenseRequest request;
    private final Clock clock;

    private volatile Known known = new Known(Map.of(), 0);

    private record Known(Map<String, String> names, long sinceMillis) {}

    /** @throws IllegalArgumentException if the host cannot be read */
    @Activate
    public AppsCollector(@Reference SenseAccess access, Config config) {
        this(access, config.host(), Clock.systemUTC());
    }

    AppsCollector(SenseAccess access, String host, Clock clock) {
        ServiceAddress repository = ServiceAddress.of("host", host, SenseService.REPOSITORY);
        this.access = access;
        this.clock = clock;
        this.request = new SenseRequest(
                SenseService.REPOSITORY,
                new Origin(repository.host(), repository.host(), "", ""),
                repository.uri("/qrs/app"),
                // The account under which Sense services ask each other; it sees every app.
                Map.of("X-Qlik-User", "UserDirectory=Internal; UserId=sa_repository"));
    }

    /** If it fails the names stay as they were. */
    @Override
    public void collect(Emitter out) throws IOException {
        known = access.poll(
                request, out, body -> new Known(AppsReply.names(body, MOST_APPS, MOST_CHARACTERS), clock.millis()));
    }

    @Override
    public Optional<String> nameOf(String appId) {
        return Optional.ofNullable(known.names().get(appId));
    }

    @Override
    public List<Report> reports() {
        Known now = known;
        var figures = new ArrayList<Figure>();
        figures.add(Figure.gauge("apps", now.names().size()));
        if (now.sinceMillis() != 0) {
            figures.add(Figure.gauge("list_age_ms", Math.max(0, clock.millis() - now.sinceMillis())));
        }
        // Whether the repository answers is told by whoever calls the collector.
        return List.of(new Report("appnames", request.origin().host(), State.OK, "", figures));
    }
}
