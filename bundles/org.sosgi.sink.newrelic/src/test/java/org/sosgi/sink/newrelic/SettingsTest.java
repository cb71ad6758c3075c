package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account__name | '' | account_name is missing",
                "account__id | 1/2 | account_id must be a number",
                "_api__key | ' ' | .api_key is missing",
                "region | mars | region is \"mars\", must be us or eu",
                "event__url | ftp://x | event_url must be https://host/… without credentials",
                "metric__url | https://s3cret@x/ | metric_url must be https://host/… without credentials",
                "metric__url | https://s3cret x/ | metric_url is no URL: Illegal character in authority at 8",
                "scramble | yes | scramble is \"yes\", must be off, compatible or keyed",
                "saturated | yes | saturated is \"yes\", must be number or boolean",
                "tls__ca | /none.pem | tls_ca: there is no file /none.pem",
            })
    void textsThatCannotBeUsed(String setting, String text, String message) {
        assertEquals(message, refusal(setting, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics | ram | metrics has \"ram\", can have cache, calls, cpu, doc_count, memory, proxy_sessions,"
                        + " saturated, selections, sessions, users",
                "uptime__metrics | cpu | uptime_metrics has \"cpu\", can have memory, uptime",
                "log__levels | engine=info | log_levels has \"info\", can have error, fatal, warn",
                "log__levels | qix-perf=error | log_levels has \"qix-perf\", can have engine, proxy, repository,"
                        + " scheduler",
                "event__attributes | s3cret | event_attributes, number 1, is not of the form NAME=VALUE",
                "metric__attributes | =s3cret | metric_attributes, number 1, is not of the form NAME=VALUE",
                "_event__headers | s3cret | .event_headers, number 1, is not of the form NAME: VALUE",
                "_event__headers | a b: s3cret | .event_headers has a header that HTTP does not allow",
                "_metric__headers | Content-Length: 5 | .metric_headers has Content-Length, which is not for"
                        + " configuration",
            })
    void listsThatCannotBeUsed(String setting, String text, String message) {
        assertEquals(message, refusal(setting, new String[] {text}));
    }

    @Test
    void keyThatNoHeaderCanCarry() {
        assertEquals(".api_key has a header that HTTP does not allow", refusal("_api__key", "s3cret\ns3cret"));
    }

    @Test
    void numbersThatCannotBeUsed() {
        assertEquals("health_interval is 0, must be 1 millisecond or more", refusal("health__interval", 0L));
        assertEquals("write_timeout is 99, must be 100 to 600000 milliseconds", refusal("write__timeout", 99L));
    }

    private static String refusal(String setting, Object value) {
        Config config = Sinks.config("https://127.0.0.1", setting, value);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new NewRelicSink(config, "test", null, Clock.systemUTC()))
                .getMessage();
        assertFalse(message.contains("s3cret"), message);
        return message;
    }

    @ParameterizedTest
    @CsvSource({
        "https://insights-collector.newrelic.com/, https://insights-collector.newrelic.com/v1/accounts/1111/events",
        "https://insights-collector.newrelic.com, https://insights-collector.newrelic.com/v1/accounts/1111/events",
        "HTTPS://proxy:8443/relic, https://proxy:8443/relic/v1/accounts/1111/events",
        "'', https://insights-collector.eu01.nr-data.net/v1/accounts/1111/events",
    })
    void eventAddress(String url, String address) {
        var settings = new Settings(Sinks.config("", "event__url", url, "region", "EU"), null);

        assertEquals(URI.create(address), settings.eventApi(settings.client()).uri());
    }

    @ParameterizedTest
    @CsvSource({
        "https://metric-api.eu.newrelic.com/metric/v1, https://metric-api.eu.newrelic.com/metric/v1",
        "'', https://metric-api.newrelic.com/metric/v1",
    })
    void metricAddress(String url, String address) {
        var settings = new Settings(Sinks.config("", "metric__url", url), null);

        assertEquals(URI.create(address), settings.metricApi(settings.client()).uri());
    }

    @Test
    void regions() {
        for (Region region : Region.values()) {
            assertEquals(region, Region.of(URI.create(region.eventUrl()).getHost()));
            assertEquals(region, Region.of(URI.create(region.metricUrl()).getHost()));
        }
        assertNull(Region.of("127.0.0.1"));
        assertNull(Region.of("newrelic.com.example.org"));
    }
}
