package org.sosgi.qlik.sessions;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseRequest.Origin;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.qlik.rest.ServiceAddress;

/**
 * Asks one Sense proxy for the sessions of one virtual proxy, and tells them as {@code sense.sessions} and {@code
 * sense.session}.
 */
@Component(configurationPid = "org.sosgi.qlik.sessions", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SessionsCollector.Config.class, factory = true)
public final class SessionsCollector implements Collector {

    @ObjectClassDefinition(
            name = "Collector: proxy sessions",
            description = "Asks one Sense proxy for the sessions of one virtual proxy")
    @interface Config {

        @AttributeDefinition(
                name = "Session host",
                description = "Host of the proxy, as host or host:port; without a port it is 4243")
        String session__host();

        @AttributeDefinition(name = "Host", description = "The server's host without a port, as told in the events")
        String host() default "";

        @AttributeDefinition(name = "Server name", description = "What the server is called in the events")
        String server__name() default "";

        @AttributeDefinition(name = "Server description", description = "A few words more", required = false)
        String server__description() default "";

        @AttributeDefinition(name = "Virtual proxy", description = "Prefix of the virtual proxy, / for the default one")
        String virtual__proxy() default "/";

        @AttributeDefinition(
                name = "Excluded users",
                description =
                        "DIRECTORY\\id of each user whose sessions are not told one by one, in the case Sense uses",
                required = false)
        String[] exclude__users() default {};

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

    private static final Logger LOG = LoggerFactory.getLogger(SessionsCollector.class);

    private final SenseAccess access;
    private final SenseRequest request;
    private final String sessionHost;
    private final Set<String> excluded;
    private final Clock clock;

    /** @throws IllegalArgumentException if a setting cannot be read */
    @Activate
    public SessionsCollector(@Reference SenseAccess access, Config config) {
        this(
                access,
                request(
                        config.session__host(),
                        new Origin(
                                config.host(),
                                config.server__name(),
                                config.server__description(),
                                config.virtual__proxy())),
                config.session__host(),
                excluded(config.exclude__users()),
                Clock.systemUTC());
    }

    SessionsCollector(SenseAccess access, SenseRequest request, String sessionHost, Set<String> excluded, Clock clock) {
        this.access = access;
        this.request = request;
        this.sessionHost = sessionHost;
        this.excluded = excluded;
        this.clock = clock;
    }

    static SenseRequest request(String sessionHost, Origin origin) {
        String prefix = origin.virtualProxy();
        if (!prefix.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "virtual_proxy must be the prefix of a virtual proxy, such as /sales, without spaces; / for the default");
        }
        return new SenseRequest(
                SenseService.PROXY,
                origin,
                ServiceAddress.of("session_host", sessionHost, SenseService.PROXY)
                        .uri("/qps" + path(prefix) + "/session"),
                Map.of("XVirtualProxy", prefix));
    }

    /** Returns nothing for the default virtual proxy, else the prefix with a slash before and none behind. */
    private static String path(String prefix) {
        String path = prefix.startsWith("/") ? prefix : '/' + prefix;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** An entry that is no user is skipped, with an error in the log: the others must stay excluded. */
    static Set<String> excluded(String... users) {
        var excluded = new HashSet<String>();
        for (int i = 0; i < users.length; i++) {
            if (users[i].indexOf('\\') < 0) {
                LOG.error("exclude_users[{}] is ignored: it must be DIRECTORY\\id", i);
            } else {
                excluded.add(users[i]);
            }
        }
        return excluded;
    }

    @Override
    public void collect(Emitter out) throws IOException {
        // When it was read is when it was there: all events of a poll have that one time.
        var dated = access.poll(request, out, body -> new Dated(clock.instant(), SessionsReply.of(body)));
        long time = TimeUnit.SECONDS.toNanos(dated.at().getEpochSecond())
                + dated.at().getNano();
        out.emit(SessionEvents.all(request.origin(), sessionHost, time, dated.reply()));
        for (Session session : dated.reply().sessions()) {
            if (!session.isNameless() && !excluded.contains(session.user())) {
                out.emit(SessionEvents.one(request.origin(), sessionHost, time, session));
            }
        }
    }

    private record Dated(Instant at, SessionsReply reply) {}
}
