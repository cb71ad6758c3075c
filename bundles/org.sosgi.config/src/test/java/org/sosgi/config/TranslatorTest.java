package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TranslatorTest {

    private static final String V1 = Yaml.golden("udp-v1.yaml");

    @Test
    void translatesAllThatIsOnInTheOrderFromDestinationToSource() {
        assertEquals(
                List.of(
                        "org.sosgi.sink.influxdb~butler-sos",
                        "org.sosgi.process.tags~log-events",
                        "org.sosgi.process.tags~queue-log",
                        "org.sosgi.process.tags~user-events",
                        "org.sosgi.process.tags~queue-user",
                        "org.sosgi.process.appnames",
                        "org.sosgi.process.excludeusers",
                        "org.sosgi.process.qixfilter",
                        "org.sosgi.process.categorise",
                        "org.sosgi.qlik.logevents.engine",
                        "org.sosgi.qlik.logevents.proxy",
                        "org.sosgi.qlik.logevents.repository",
                        "org.sosgi.qlik.logevents.scheduler",
                        "org.sosgi.qlik.logevents.qixperf",
                        "org.sosgi.qlik.userevents",
                        "org.sosgi.udp~log",
                        "org.sosgi.udp~user"),
                translate(V1).keySet().stream().map(Pid::toString).toList());
    }

    @Test
    void udpEndpoints() {
        var log = translate(V1).get(Pid.of("org.sosgi.udp", "log"));
        assertEquals("log", log.get("endpoint"));
        assertEquals("127.0.0.1", log.get("host"));
        assertEquals(9996, log.get("port"));
        assertEquals(200, log.get("queue_events"));
        assertEquals(80, log.get("backpressure_threshold"));
        assertEquals(0, log.get("rate_limit"), "not limited although there is a number");
        assertEquals(65507, log.get("max_datagram"));
        assertEquals(false, log.get("source_validation"));
        assertArrayEquals(new String[0], (String[]) log.get("allowed_sources"));
        assertEquals(3_600_000L, log.get("queue_metrics_interval"));
        assertFalse(log.containsKey("receive_buffer"));
        assertFalse(log.containsKey("transport"));
        assertEquals(9997, translate(V1).get(Pid.of("org.sosgi.udp", "user")).get("port"));

        var limited = translate(Yaml.golden("udp-small-v1.yaml")).get(Pid.of("org.sosgi.udp", "log"));
        assertEquals(20, limited.get("rate_limit"));
        assertEquals(1000, limited.get("max_datagram"));
    }

    @Test
    void influxdbOfEachVersion() {
        var v1 = influx(V1);
        assertEquals("http://127.0.0.1:4720", v1.get("url"));
        assertEquals(1, v1.get("version"));
        assertEquals("senseops", v1.get("database"));
        assertEquals("10d", v1.get("retention_policy"));
        assertEquals("10d", v1.get("retention"));
        assertNull(v1.get("username"), "authentication is off");
        assertNull(v1.get(".password"));
        assertEquals(1000, v1.get("sink.batch.events"));
        assertEquals("user_events_queue", v1.get("queue_measurement_user"));
        assertEquals("log_events_queue", v1.get("queue_measurement_log"));
        assertNull(v1.get("events.filter"), "both kinds are wanted");

        var authenticated =
                influx(Yaml.replace(V1, "auth:\n                enable: false", "auth:\n                enable: true"));
        assertEquals("influxuser", authenticated.get("username"));
        assertEquals("influxpass", authenticated.get(".password"));

        var v2 = influx(Yaml.golden("udp-v2.yaml"));
        assertEquals("myorg", v2.get("org"));
        assertEquals("mybucket", v2.get("database"));
        assertEquals("mytoken", v2.get(".token"));
        assertEquals("10d", v2.get("retention"));
        assertNull(v2.get("write_timeout"));

        var v3 = influx(Yaml.golden("udp-v3.yaml"));
        assertEquals("mydatabase", v3.get("database"));
        assertEquals(10_000L, v3.get("write_timeout"));
    }

    @Test
    void processors() {
        var all = translate(V1);
        assertEquals(Map.of("user_events", true, "qix_perf", true), all.get(Pid.of("org.sosgi.process.appnames")));
        var users = all.get(Pid.of("org.sosgi.process.excludeusers"));
        assertArrayEquals(new String[] {"LAB\\testuser1", "LAB\\testuser2"}, (String[]) users.get("users"));
        var tags = all.get(Pid.of("org.sosgi.process.tags", "log-events"));
        assertEquals("(type=log.*)", tags.get("events"));
        assertArrayEquals(new String[] {"qs_env=dev", "qs_foo=bar, baz"}, (String[]) tags.get("tags"));
        var queue = all.get(Pid.of("org.sosgi.process.tags", "queue-user"));
        assertEquals("(&(type=agent.queue)(queue_type=user_events))", queue.get("events"));
        var categorise = all.get(Pid.of("org.sosgi.process.categorise"));
        String[] rules = (String[]) categorise.get("rules");
        assertEquals(5, rules.length);
        assertEquals(
                "{\"description\":\"Drop noise\",\"logLevel\":[\"warn\"],\"action\":\"drop\",\"category\":"
                        + "[{\"name\":\"qs_log_category\",\"value\":\"dropped\"}],\"filter\":[{\"type\":\"so\","
                        + "\"value\":\"noise-to-drop\"}]}",
                rules[4]);
        assertArrayEquals(new String[] {"qs_log_category=unknown"}, (String[]) categorise.get("default_categories"));
        assertEquals(false, categorise.get("drop_keeps_event"));
        var filter = all.get(Pid.of("org.sosgi.process.qixfilter"));
        assertEquals(true, filter.get("monitor"));
        assertTrue(filter.get("filter")
                .toString()
                .startsWith("{\"allApps\":{\"enable\":true,\"appExclude\":[{\"appId\":"));
        assertTrue(filter.get("filter").toString().contains("\"someObjectTypesInclude\":[]"), "empty becomes a list");
    }

    private static Map<String, Object> influx(String yaml) {
        return translate(yaml).get(Pid.of("org.sosgi.sink.influxdb", "butler-sos"));
    }

    private static Map<Pid, Map<String, Object>> translate(String yaml) {
        return Yaml.check(yaml).configurations();
    }
}
