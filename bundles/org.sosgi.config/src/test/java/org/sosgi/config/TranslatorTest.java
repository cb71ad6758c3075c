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
                        "org.sosgi.crash",
                        "org.sosgi.errors",
                        "org.sosgi.health",
                        "org.sosgi.sink.influxdb~butler-sos",
                        "org.sosgi.sink.mqtt~butler-sos",
                        "org.sosgi.sink.newrelic~First_NR_account",
                        "org.sosgi.sink.newrelic~Second_NR_account",
                        "org.sosgi.sink.prometheus~butler-sos",
                        "org.sosgi.sink.jdbc~history",
                        "org.sosgi.process.tags~log-events",
                        "org.sosgi.process.tags~queue-log",
                        "org.sosgi.process.tags~user-events",
                        "org.sosgi.process.tags~queue-user",
                        "org.sosgi.process.tags.servers",
                        "org.sosgi.process.tags~rejected-count",
                        "org.sosgi.process.tags~event-count",
                        "org.sosgi.process.counts",
                        "org.sosgi.process.appnames",
                        "org.sosgi.process.excludeusers",
                        "org.sosgi.process.qixfilter",
                        "org.sosgi.process.rowgaps",
                        "org.sosgi.process.categorise",
                        "org.sosgi.qlik.logevents.engine",
                        "org.sosgi.qlik.logevents.proxy",
                        "org.sosgi.qlik.logevents.repository",
                        "org.sosgi.qlik.logevents.scheduler",
                        "org.sosgi.qlik.logevents.qixperf",
                        "org.sosgi.qlik.userevents",
                        "org.sosgi.uptime",
                        "org.sosgi.heartbeat",
                        "org.sosgi.qlik.access",
                        "org.sosgi.qlik.apps",
                        "org.sosgi.qlik.health~sense1",
                        "org.sosgi.qlik.health~sense_two",
                        "org.sosgi.qlik.health~sense3",
                        "org.sosgi.qlik.sessions~sense1",
                        "org.sosgi.qlik.sessions~sense1-hdr",
                        "org.sosgi.qlik.sessions~sense_two-finance",
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
        assertEquals("event_count", v1.get("event_count_measurement"));
        assertEquals("rejected_event_count", v1.get("rejected_count_measurement"));
        assertEquals("butler_sos_errors", v1.get("error_measurement"));
        assertEquals("INFLUXDB_V1_WRITE", v1.get("sink.error.type"));
        String[] lists = {"active_docs", "loaded_docs", "in_memory_docs"};
        assertArrayEquals(lists, (String[]) v1.get("document_lists"));
        assertEquals(true, v1.get("document_names"));
        var without = influx(Yaml.golden("poll-nodocs-v1.yaml"));
        assertArrayEquals(new String[0], (String[]) without.get("document_lists"));
        assertEquals(false, without.get("document_names"));

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
        assertEquals("INFLUXDB_V2_WRITE", v2.get("sink.error.type"));

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

    @Test
    void whatIsOffIsAbsent() {
        var perfOnly = translate(Yaml.golden("udp-srcoff-v1.yaml"));
        assertFalse(perfOnly.containsKey(Pid.of("org.sosgi.qlik.logevents.engine")));
        assertTrue(perfOnly.containsKey(Pid.of("org.sosgi.qlik.logevents.qixperf")));
        assertTrue(perfOnly.containsKey(Pid.of("org.sosgi.udp", "log")));

        String allOff = Yaml.golden("udp-srcoff-v1.yaml");
        allOff = new YamlEdit(allOff).set("logEvents.source.qixPerf.enable", "false");
        allOff = new YamlEdit(allOff).set("userEvents", "{enable: false}");
        for (String section : List.of(
                "influxdbConfig",
                "mqttConfig",
                "newRelic",
                "prometheus",
                "crashFile",
                "errorTracking",
                "heartbeat",
                "uptimeMonitor",
                "dockerHealthCheck")) {
            allOff = new YamlEdit(allOff).set(section, "{enable: false}");
        }
        allOff = new YamlEdit(allOff).set("appNames", "{enableAppNameExtract: false}");
        allOff = new YamlEdit(allOff).set("serversToMonitor.servers", "");
        allOff = new YamlEdit(allOff).insertBefore("influxdbConfig", "sosgi: {history: {enable: false}}");
        assertEquals(Map.of(Pid.of("org.sosgi.crash"), Map.of("json", false, "text", false)), translate(allOff));

        String user = new YamlEdit(Yaml.golden("udp-srcoff-v1.yaml")).set("logEvents.source.qixPerf.enable", "false");
        user = new YamlEdit(user).set("userEvents.udpServerConfig.queueMetrics.influxdb.enable", "false");
        user = new YamlEdit(user).set("userEvents.tags", "");
        user = new YamlEdit(user).set("userEvents.excludeUser", "");
        assertEquals(
                List.of(
                        "org.sosgi.process.tags~event-count",
                        "org.sosgi.process.counts",
                        "org.sosgi.process.appnames",
                        "org.sosgi.qlik.userevents",
                        "org.sosgi.udp~user"),
                translate(user).keySet().stream()
                        .map(Pid::toString)
                        .filter(pid ->
                                pid.matches("org\\.sosgi\\.(process\\.(?!tags\\.servers).*|qlik\\.userevents|udp.*)"))
                        .toList());
        assertEquals(0L, translate(user).get(Pid.of("org.sosgi.udp", "user")).get("queue_metrics_interval"));

        var noRules = translate(Yaml.golden("udp-filterB-v1.yaml"));
        var filter = noRules.get(Pid.of("org.sosgi.process.qixfilter"));
        assertEquals(true, filter.get("monitor"));
        assertEquals(
                false,
                translate(Yaml.golden("udp-perfoff-v1.yaml"))
                        .get(Pid.of("org.sosgi.process.qixfilter"))
                        .get("monitor"));
        String unsorted = new YamlEdit(V1).set("logEvents.categorise.enable", "false");
        assertFalse(translate(unsorted).containsKey(Pid.of("org.sosgi.process.categorise")));
        String noDefault = new YamlEdit(V1).set("logEvents.categorise.ruleDefault.enable", "false");
        var categorise = translate(noDefault).get(Pid.of("org.sosgi.process.categorise"));
        assertArrayEquals(new String[0], (String[]) categorise.get("default_categories"));
    }

    @Test
    void valuesOfFixedSetsTakeEffectNormalised() {
        String yaml = new YamlEdit(V1).set("logEvents.categorise.rules[1].action", "\" Drop \"");
        yaml = new YamlEdit(yaml).set("logEvents.categorise.rules[1].logLevel[0]", "FATAL");
        yaml = new YamlEdit(yaml).set("logEvents.categorise.rules[1].filter[0].type", "SO");
        String[] rules = (String[])
                translate(yaml).get(Pid.of("org.sosgi.process.categorise")).get("rules");
        assertTrue(rules[1].contains("\"action\":\"drop\""), rules[1]);
        assertTrue(rules[1].contains("\"logLevel\":[\"fatal\",\"warn\"]"), rules[1]);
        assertTrue(rules[1].contains("{\"type\":\"so\",\"value\":\"Duplicate entity with userId\"}"), rules[1]);
    }

    @Test
    void keysOfOurOwn() {
        String yaml = new YamlEdit(V1).insertBefore("influxdbConfig.port", "tls: true");
        yaml = new YamlEdit(yaml).insertBefore("influxdbConfig.port", "caFile: /etc/ca.pem");
        yaml = new YamlEdit(yaml).insertBefore("influxdbConfig.port", "gzip: on");
        yaml = new YamlEdit(yaml).insertBefore("influxdbConfig.port", "schema: lean");
        yaml = new YamlEdit(yaml).insertBefore("logEvents.categorise.rules", "dropKeepsEvent: true");
        yaml = new YamlEdit(yaml).insertBefore("logEvents.udpServerConfig.serverHost", "receiveBuffer: 1048576");
        yaml = new YamlEdit(yaml).insertBefore("logEvents.udpServerConfig.serverHost", "transport: nio");
        yaml = new YamlEdit(yaml)
                .insertBefore(
                        "influxdbConfig",
                        "sosgi: {journal: {directory: j, maxBytes: 1073741824, maxAge: 24, syncInterval: 50},"
                                + " sinks: {start: earliest}}");
        assertEquals(
                List.of(),
                Yaml.check(yaml).problems().stream().filter(Problem::isError).toList());
        var influx = influx(yaml);
        assertEquals("https://127.0.0.1:4720", influx.get("url"));
        assertEquals("/etc/ca.pem", influx.get("tls_ca"));
        assertEquals("on", influx.get("gzip"));
        assertEquals("lean", influx.get("schema"));
        assertEquals("earliest", influx.get("sink.start"));
        var all = translate(yaml);
        assertEquals(true, all.get(Pid.of("org.sosgi.process.categorise")).get("drop_keeps_event"));
        assertEquals(1_048_576, all.get(Pid.of("org.sosgi.udp", "log")).get("receive_buffer"));
        assertEquals("nio", all.get(Pid.of("org.sosgi.udp", "log")).get("transport"));
        assertEquals(
                Map.of("directory", "j", "max.bytes", 1_073_741_824L, "max.age.hours", 24, "sync.interval.ms", 50),
                all.get(Pid.of("org.sosgi.journal")));
    }

    private static Map<String, Object> influx(String yaml) {
        return translate(yaml).get(Pid.of("org.sosgi.sink.influxdb", "butler-sos"));
    }

    private static Map<Pid, Map<String, Object>> translate(String yaml) {
        return Yaml.check(yaml).configurations();
    }
}
