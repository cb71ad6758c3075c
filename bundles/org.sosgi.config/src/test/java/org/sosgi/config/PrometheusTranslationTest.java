package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PrometheusTranslationTest {

    private static final String POLL = Yaml.golden("poll-v1.yaml");
    private static final String EVENTS = "(|(type=log.*)(type=user)(type=sense.*))";

    @Test
    void aFileOfTheOriginal() {
        assertEquals(
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        9842,
                        "agent_host",
                        "127.0.0.1",
                        "agent_port",
                        9001,
                        "separate",
                        false,
                        "events.filter",
                        EVENTS),
                prometheus(POLL));
    }

    @Test
    void whatIsNotGivenIsAsTheOriginalDocumentsIt() {
        String little = new YamlEdit(POLL).set("prometheus", "{enable: true, port: 1234}");
        BrokenFileTest.assertGood(little);
        var settings = prometheus(little);
        assertEquals("0.0.0.0", settings.get("host"));
        assertEquals(1234, settings.get("port"));
        assertEquals("0.0.0.0", settings.get("agent_host"));
        assertEquals(9001, settings.get("agent_port"));
        String none = new YamlEdit(POLL).set("prometheus.nodeMetricsPort", "0");
        BrokenFileTest.assertGood(none);
        assertEquals(0, prometheus(none).get("agent_port"));
        assertNull(prometheus(new YamlEdit(POLL).set("prometheus.enable", "false")));
    }

    @Test
    void keysOfOurOwn() throws IOException {
        String here = Path.of("").toAbsolutePath().toString();
        var settings = new TreeMap<>(prometheus(TemplateTest.withEveryKey()));
        assertEquals(EVENTS, settings.remove("events.filter"));
        assertEquals("0123456789abcdef", settings.remove(".bearer_token"));
        assertArrayEquals(new String[] {"10.11.12.13"}, (String[]) settings.remove("allowed_sources"));
        assertEquals(here + "/cert/prometheus-clients.pem", settings.remove("tls_client_ca"));
        assertEquals("TLSv1.2", settings.remove("tls_min_version"));
        assertEquals(300, settings.remove("rate_limit"));
        assertEquals(
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        9842,
                        "agent_host",
                        "127.0.0.1",
                        "agent_port",
                        9001,
                        "separate",
                        false,
                        "stale_after_polls",
                        0,
                        "series_limit",
                        1000,
                        "tls_certificate",
                        here + "/cert/prometheus.pem",
                        "tls_key",
                        here + "/cert/prometheus-key.pem",
                        ".tls_passphrase",
                        "0123456789abcdef"),
                settings);
    }

    private static Map<String, Object> prometheus(String yaml) {
        return Yaml.check(yaml).configurations().get(Pid.of("org.sosgi.sink.prometheus", "butler-sos"));
    }
}
