package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version|4|version is 4, must be 1, 2 or 3",
                "url|ftp://x|url must be http://host:port or https://host:port",
                "url|http://|url is no URL",
                "url||url is missing",
                "database|' '|database is missing",
                "gzip|yes|gzip is \"yes\", must be auto, on or off",
                "schema|fat|schema is \"fat\", must be compatible or lean",
                "write__timeout|50|write_timeout is 50, must be 100 to 600000 milliseconds",
                "tls__ca|/no/such.pem|tls_ca: there is no file /no/such.pem",
                "queue__measurement__log|''|queue_measurement_log is missing",
                "event__count__measurement|''|event_count_measurement is missing",
                "rejected__count__measurement|''|rejected_count_measurement is missing",
                "error__measurement|' '|error_measurement is missing",
            })
    void refusesWhatCannotWorkAndSaysWhatWould(String name, String value, String message) {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> Sinks.sink(
                        "url",
                        name.equals("url") ? value : "http://127.0.0.1:1",
                        "database",
                        name.equals("database") ? value : "db",
                        name,
                        name.equals("version")
                                ? (Object) Integer.valueOf(value)
                                : name.equals("write__timeout") ? Long.valueOf(value) : value));

        assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
    }

    @Test
    void documentListsAreThoseThatThereAre() {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> Sinks.sink("url", "http://127.0.0.1:1", "database", "db", "document__lists", new String[] {
                    "active_docs", "activeDocs"
                }));

        assertEquals(
                "document_lists has \"activeDocs\", can have active_docs, loaded_docs and in_memory_docs",
                failure.getMessage());
    }

    @Test
    void versionTwoNeedsAnOrganisation() {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> Sinks.sink("url", "http://127.0.0.1:1", "version", 2, "database", "db"));

        assertEquals("org is missing", failure.getMessage());
    }

    @Test
    void credentialsInTheUrlAreRefusedAndNotRepeated() {
        for (String url :
                new String[] {"http://u:hunter2@127.0.0.1:1", "http://127.0.0.1:1?u=x&p=hunter2", "http://u:hunter2@ x"
                }) {
            var failure = assertThrows(IllegalArgumentException.class, () -> Sinks.sink("url", url, "database", "db"));

            assertFalse(failure.getMessage().contains("hunter2"), failure.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10d, 864000",
        "1w, 604800",
        "1w12h, 648000",
        "90m, 5400",
        "3600s, 3600",
        "INF, 0",
        "inf, 0",
        "0, 0",
        "30D, 2592000"
    })
    void retention(String text, long seconds) {
        assertEquals(seconds, Retention.parse(text).seconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "d", "10 d", "ten days", "10d\" replication 9", "-1d", "1y", "999999999999999999w"})
    void noRetention(String text) {
        assertThrows(IllegalArgumentException.class, () -> Retention.parse(text));
    }

    @Test
    void compressionIsForTheWayNotForThisMachine() {
        Protocol v1 = new ProtocolV1("db", "", "", "", Retention.parse(""));
        Protocol v3 = new ProtocolV3("db", "");
        URI far = URI.create("http://influx.example.com:8086");

        assertTrue(Compression.AUTO.applies(1_001, v3, far));
        assertFalse(Compression.AUTO.applies(1_000, v3, far));
        assertFalse(Compression.AUTO.applies(1_001, v1, far));
        assertTrue(Compression.ON.applies(1, v1, URI.create("http://localhost:1")));
        assertFalse(Compression.OFF.applies(9_999, v3, far));
        for (String near : new String[] {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]"}) {
            assertFalse(Compression.AUTO.applies(9_999, v3, URI.create("http://" + near + ":1")), near);
        }
    }
}
