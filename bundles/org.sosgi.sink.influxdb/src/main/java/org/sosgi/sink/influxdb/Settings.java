package org.sosgi.sink.influxdb;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Protection;
import org.sosgi.http.TlsSource;
import org.sosgi.http.Trust;

/** Makes the parts of a sink from its {@link Config}, after a look at every setting. */
final class Settings {

    private static final long SHORTEST_TIMEOUT = 100;
    private static final long LONGEST_TIMEOUT = 600_000;

    private final Config config;
    private final Version version;

    /** @throws IllegalArgumentException here and in all methods, if a setting cannot be used */
    Settings(Config config) {
        this.config = config;
        this.version = Version.of(config.version());
    }

    LineEncoder encoder() {
        var catalogue = Catalogue.of(layout());
        var schema = choice("schema", config.schema(), Planner.Schema.class, "compatible or lean");
        return new LineEncoder(new Planner(catalogue, version, schema, config.raw__event__category()));
    }

    private Layout layout() {
        return new Layout(
                given("queue_measurement_user", config.queue__measurement__user()),
                given("queue_measurement_log", config.queue__measurement__log()),
                given("event_count_measurement", config.event__count__measurement()),
                given("rejected_count_measurement", config.rejected__count__measurement()),
                given("error_measurement", config.error__measurement()),
                new Layout.Documents(documentLists(), config.document__names()),
                config.session__server__tags());
    }

    private Set<String> documentLists() {
        Set<String> lists = new TreeSet<>();
        for (String given : config.document__lists()) {
            String list = given.strip();
            if (!Layout.Documents.LISTS.contains(list)) {
                throw new IllegalArgumentException(
                        "document_lists has \"" + list + "\", can have active_docs, loaded_docs and in_memory_docs");
            }
            lists.add(list);
        }
        return lists;
    }

    Server server() {
        URI uri = uri();
        Protocol protocol = protocol();
        var compression = choice("gzip", config.gzip(), Compression.class, "auto, on or off");
        var http = HttpSettings.of("sink-influxdb", timeout())
                .withTls(trust(config.tls__ca(), config.tls__verify()))
                .withLeastTls(config.tls__min__version());
        var client = new Client(
                uri,
                protocol.authorization(),
                protocol.secrets(),
                config.tls__verify() ? http : http.withoutHostNames());
        return new Server(uri, protocol, client, compression, config.create());
    }

    Protection protection() {
        return new Protection(uri(), config.tls__verify(), protocol().authorization() != null);
    }

    private static TlsSource trust(String authorities, boolean verify) {
        try {
            return Trust.configured(authorities, verify);
        } catch (IOException e) {
            throw new IllegalArgumentException("tls_ca: " + e.getMessage(), e);
        }
    }

    private Protocol protocol() {
        String database = given("database", config.database());
        return switch (version) {
            case V1 ->
                new ProtocolV1(
                        database, config.username(), config._password(), config.retention__policy(), retention());
            case V2 ->
                new ProtocolV2(
                        given("org", config.org()), database, config.description(), config._token(), retention());
            case V3 -> new ProtocolV3(database, config._token());
        };
    }

    private Retention retention() {
        return Retention.parse(config.retention());
    }

    private Duration timeout() {
        long millis = config.write__timeout();
        if (millis < SHORTEST_TIMEOUT || millis > LONGEST_TIMEOUT) {
            throw new IllegalArgumentException("write_timeout is " + millis + ", must be " + SHORTEST_TIMEOUT + " to "
                    + LONGEST_TIMEOUT + " milliseconds");
        }
        return Duration.ofMillis(millis);
    }

    /** No message quotes the text: it may hold a password. */
    private URI uri() {
        URI uri;
        try {
            uri = new URI(lowerScheme(given("url", config.url()).strip()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url is no URL: " + e.getReason() + " at " + e.getIndex());
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("url must be http://host:port or https://host:port");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "url has more than scheme, host, port and path; credentials belong into settings of their own");
        }
        return uri;
    }

    private static String lowerScheme(String url) {
        int end = url.indexOf(':');
        return end < 0 ? url : url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
    }

    private static String given(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static <E extends Enum<E>> E choice(String name, String value, Class<E> type, String choices) {
        try {
            return Enum.valueOf(type, value.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is \"" + value + "\", must be " + choices, e);
        }
    }
}
