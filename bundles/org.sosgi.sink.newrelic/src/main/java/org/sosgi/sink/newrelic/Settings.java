package org.sosgi.sink.newrelic;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Protection;
import org.sosgi.http.TlsSource;
import org.sosgi.http.Trust;

/** Makes the parts of a sink from its {@link Config}, after a look at every setting. */
final class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private static final long SHORTEST_TIMEOUT = 100;
    private static final long LONGEST_TIMEOUT = 600_000;

    private static final Set<String> SOURCES = Set.of("engine", "proxy", "repository", "scheduler");
    private static final Set<String> LEVELS = Set.of("error", "warn", "fatal");

    private final Config config;
    private final String version;
    private final Region region;

    /**
     * @param version null for nothing to tell
     * @throws IllegalArgumentException here and in all methods, if a setting cannot be used
     */
    Settings(Config config, String version) {
        this.config = config;
        this.version = version;
        this.region = Words.choice("region", config.region(), Region.class, "us or eu");
    }

    Catalogue catalogue() {
        Map<String, Shape> events = new LinkedHashMap<>();
        events.put("user", new UserShape(scramble()));
        Map<String, String> said =
                told("event_attributes", config.event__attributes(), "butlerSosVersion", config.event__version());
        Words.sets("log_levels", config.log__levels(), SOURCES, LEVELS)
                .forEach((source, levels) -> events.put("log." + source, new LogShape(levels, said)));
        return new Catalogue(events, metrics());
    }

    private Map<String, Shape> metrics() {
        Map<String, String> said =
                told("metric_attributes", config.metric__attributes(), "butlerSosVersion", config.metric__version());
        Gauge.Unit flag =
                switch (config.saturated().strip().toLowerCase(Locale.ROOT)) {
                    case "number" -> Gauge.Unit.FLAG;
                    case "boolean" -> Gauge.Unit.BOOLEAN;
                    default -> throw Words.unknown("saturated", config.saturated(), "number or boolean");
                };
        List<Gauge> all = new ArrayList<>(Gauge.health(flag));
        all.addAll(Gauge.sessions());
        List<Gauge> chosen = chosen("metrics", config.metrics(), all);
        List<Gauge> sessions =
                chosen.stream().filter(Gauge.sessions()::contains).toList();
        List<Gauge> health =
                chosen.stream().filter(gauge -> !sessions.contains(gauge)).toList();

        Map<String, Shape> metrics = new LinkedHashMap<>();
        metrics.put(
                "sense.health",
                new MetricShape(
                        MetricShape.Subject.SERVER,
                        health,
                        said,
                        positive("health_interval", config.health__interval())));
        if (!sessions.isEmpty()) {
            metrics.put(
                    "sense.sessions",
                    new MetricShape(
                            MetricShape.Subject.PROXY,
                            sessions,
                            said,
                            positive("sessions_interval", config.sessions__interval())));
        }
        metrics.put(
                "agent.memory",
                new MetricShape(
                        MetricShape.Subject.AGENT,
                        chosen("uptime_metrics", config.uptime__metrics(), Gauge.agent()),
                        told("uptime_attributes", config.uptime__attributes(), "version", config.uptime__version()),
                        positive("uptime_interval", config.uptime__interval())));
        return metrics;
    }

    private static List<Gauge> chosen(String setting, String[] words, List<Gauge> all) {
        Set<String> groups =
                Words.set(setting, words, all.stream().map(Gauge::group).toList());
        return all.stream().filter(gauge -> groups.contains(gauge.group())).toList();
    }

    private Map<String, String> told(String setting, String[] attributes, String name, boolean versionToo) {
        Map<String, String> told = Words.pairs(setting, attributes, '=');
        if (versionToo && version != null) {
            told.put(name, version);
        }
        return told;
    }

    private Scramble scramble() {
        return switch (config.scramble().strip().toLowerCase(Locale.ROOT)) {
            case "off" -> Scramble.off();
            case "compatible" -> Scramble.compatible();
            case "keyed" -> keyed(config._scramble__key());
            default -> throw Words.unknown("scramble", config.scramble(), "off, compatible or keyed");
        };
    }

    private Scramble keyed(String key) {
        Scramble keyed = Scramble.keyed(key);
        if (key.length() < Scramble.GOOD_KEY) {
            LOG.warn(
                    "account \"{}\": the key of scrambled users can be guessed, take {} characters or more, by chance",
                    config.account__name(),
                    Scramble.GOOD_KEY);
        }
        return keyed;
    }

    Client client() {
        var http = HttpSettings.of("sink-newrelic", timeout())
                .withConnections(2, 1)
                .withTls(trust(config.tls__ca()))
                .withLeastTls(config.tls__min__version());
        String key = Words.given(".api_key", config._api__key()).strip();
        Words.checkHeader(".api_key", "Api-Key", key);
        return new Client(Words.given("account_name", config.account__name()), key, config.gzip(), http);
    }

    /** Returns null if the account has no id, without which it can be sent metrics only. */
    Api eventApi(Client client) {
        String base = config.event__url().isBlank() ? region.eventUrl() : config.event__url();
        URI uri = Words.uri("event_url", base);
        Map<String, String> headers = headers(".event_headers", config._event__headers());
        String account = config.account__id().strip();
        if (account.isEmpty()) {
            return null;
        }
        if (!account.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
            throw new IllegalArgumentException("account_id must be a number");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        URI whole = uri.resolve(path + (path.endsWith("/") ? "" : "/") + "v1/accounts/" + account + "/events");
        return new Api(client, whole, headers);
    }

    Api metricApi(Client client) {
        String address = config.metric__url().isBlank() ? region.metricUrl() : config.metric__url();
        return new Api(client, Words.uri("metric_url", address), headers(".metric_headers", config._metric__headers()));
    }

    /** No message quotes a header's value: it may be a secret. */
    private static Map<String, String> headers(String setting, String[] given) {
        Map<String, String> headers = Words.pairs(setting, given, ':');
        headers.forEach((name, value) -> Words.checkHeader(setting, name, value));
        return headers;
    }

    /** A key is good in one region only, so at least one of the two would be refused. */
    void warn(Api events, Api metrics) {
        Region one = events == null ? null : Region.of(events.uri().getHost());
        Region other = Region.of(metrics.uri().getHost());
        if (one != null && other != null && one != other) {
            LOG.warn(
                    "account \"{}\": the event URL is of New Relic's region {}, the metric URL of {}",
                    config.account__name(),
                    one,
                    other);
        }
    }

    /** Returns how the connections to both APIs are protected; the key goes over each. */
    static List<Protection> protection(Api events, Api metrics) {
        return Stream.of(events, metrics)
                .filter(Objects::nonNull)
                .map(api -> new Protection(api.uri(), true, true))
                .toList();
    }

    private Duration timeout() {
        long millis = config.write__timeout();
        if (millis < SHORTEST_TIMEOUT || millis > LONGEST_TIMEOUT) {
            throw new IllegalArgumentException("write_timeout is " + millis + ", must be " + SHORTEST_TIMEOUT + " to "
                    + LONGEST_TIMEOUT + " milliseconds");
        }
        return Duration.ofMillis(millis);
    }

    private static TlsSource trust(String authorities) {
        try {
            return Trust.configured(authorities, true);
        } catch (IOException e) {
            throw new IllegalArgumentException("tls_ca: " + e.getMessage(), e);
        }
    }

    private static long positive(String setting, long millis) {
        if (millis < 1) {
            throw new IllegalArgumentException(setting + " is " + millis + ", must be 1 millisecond or more");
        }
        return millis;
    }
}
