package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may come in, how connections are protected, and what becomes of names of people. */
final class SecurityTranslationTest {

    private static final String POLL = Yaml.golden("poll-v1.yaml");

    private static final Pid INFLUX = Pid.of("org.sosgi.sink.influxdb", "butler-sos");
    private static final Pid MQTT = Pid.of("org.sosgi.sink.mqtt", "butler-sos");
    private static final Pid PROMETHEUS = Pid.of("org.sosgi.sink.prometheus", "butler-sos");
    private static final Pid NEW_RELIC = Pid.of("org.sosgi.sink.newrelic", "First_NR_account");
    private static final Pid HISTORY = Pid.of("org.sosgi.sink.jdbc", "history");

    @Test
    void aFileOfTheOriginalGetsNothingNew() {
        var all = Yaml.check(POLL).configurations();
        assertFalse(all.containsKey(Pid.of("org.sosgi.engine")));
        assertFalse(all.containsKey(Pid.of("org.sosgi.logging")));
        List<String> ours = List.of(
                "allow_list_fail_open",
                "rate_limit_per_source",
                "tls_min_version",
                "tls_verify",
                "tls_allow_cbc",
                "tls_client_ca",
                "sink.pseudonymise");
        all.forEach((pid, settings) -> ours.forEach(key -> assertNull(settings.get(key), pid + " " + key)));
    }

    @Test
    void sourcesOfDatagrams() {
        String yaml = before(POLL, "logEvents.udpServerConfig.allowedSources", "allowListFailOpen: true");
        yaml = before(yaml, "logEvents.udpServerConfig.rateLimit.enable", "perSourcePerSecond: 500");
        var log = settings(yaml, Pid.of("org.sosgi.udp", "log"));
        assertEquals(true, log.get("allow_list_fail_open"));
        assertEquals(500, log.get("rate_limit_per_source"));
        assertEquals(0, log.get("rate_limit"), "the limit for all together has its own switch");
        assertNull(settings(yaml, Pid.of("org.sosgi.udp", "user")).get("rate_limit_per_source"));
    }

    @Test
    void theAddressForProbes() {
        String here = Path.of("").toAbsolutePath().toString();
        String tls =
                "tls: {enable: true, certFile: c, keyFile: k, passphrase: p, clientCaFile: ca, minVersion: TLSv1.3}";
        var health = settings(
                own("health: {allowedSources: [10.0.0.0/8], bearerToken: 0123456789abcdef, rateLimit: 0, " + tls + "}"),
                Pid.of("org.sosgi.health"));
        assertArrayEquals(new String[] {"10.0.0.0/8"}, (String[]) health.remove("allowed_sources"));
        assertEquals(
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        12398,
                        ".bearer_token",
                        "0123456789abcdef",
                        "rate_limit",
                        0,
                        "tls_certificate",
                        here + "/c",
                        "tls_key",
                        here + "/k",
                        ".tls_passphrase",
                        "p",
                        "tls_client_ca",
                        here + "/ca",
                        "tls_min_version",
                        "TLSv1.3"),
                health);
        var off = settings(own("health: {tls: {enable: false, certFile: c}}"), Pid.of("org.sosgi.health"));
        assertEquals(Map.of("host", "127.0.0.1", "port", 12398), off);
    }

    @Test
    void connections() {
        String group = "{enable: true, caFile: /ca.pem, rejectUnauthorized: false, minVersion: TLSv1.3}";
        var influx = settings(before(POLL, "influxdbConfig.host", "tls: " + group), INFLUX);
        assertEquals("TLSv1.3", influx.get("tls_min_version"));
        assertEquals(false, influx.get("tls_verify"));
        assertEquals("/ca.pem", influx.get("tls_ca"));
        assertEquals("https", influx.get("url").toString().split(":")[0]);
        String off = before(POLL, "influxdbConfig.host", "tls: {enable: false, rejectUnauthorized: false}");
        assertNull(settings(off, INFLUX).get("tls_verify"));
        BrokenFileTest.assertGood(before(POLL, "influxdbConfig.host", "tls: true"));
        String both = before(before(POLL, "influxdbConfig.host", "tls: true"), "influxdbConfig.host", "caFile: /a");
        assertEquals("/a", settings(both, INFLUX).get("tls_ca"));

        var mqtt = settings(before(POLL, "mqttConfig.brokerHost", "tls: " + group), MQTT);
        assertEquals("TLSv1.3", mqtt.get("tls_min_version"));
        assertEquals(false, mqtt.get("tls_verify"));
        String relic = before(POLL, "newRelic.event", "tls: {minVersion: TLSv1.3}");
        assertEquals("TLSv1.3", settings(relic, NEW_RELIC).get("tls_min_version"));
        String sense = before(POLL, "serversToMonitor.servers", "tlsMinVersion: TLSv1.3");
        sense = before(sense, "serversToMonitor.servers", "tlsAllowCbc: true");
        var access = settings(sense, Pid.of("org.sosgi.qlik.access"));
        assertEquals("TLSv1.3", access.get("tls_min_version"));
        assertEquals(true, access.get("tls_allow_cbc"));
        BrokenFileTest.assertOneError(
                before(POLL, "serversToMonitor.servers", "tlsMinVersion: TLSv1.1"),
                new YamlEdit(POLL).line("serversToMonitor.servers"),
                "Butler-SOS.serversToMonitor.tlsMinVersion",
                "must be one of TLSv1.2, TLSv1.3");
    }

    @Test
    void pseudonyms() {
        String yaml = own(
                "history: {pseudonymiseUsers: true}, privacy: {pseudonymKey: 0123456789abcdef, logPersonalData: true}");
        yaml = before(yaml, "influxdbConfig.host", "pseudonymiseUsers: true");
        yaml = before(yaml, "mqttConfig.brokerHost", "pseudonymiseUsers: true");
        yaml = before(yaml, "newRelic.event", "pseudonymiseUsers: true");
        yaml = before(yaml, "prometheus.port", "pseudonymiseUsers: true");
        BrokenFileTest.assertGood(yaml);
        for (Pid sink : List.of(INFLUX, MQTT, NEW_RELIC, PROMETHEUS, HISTORY)) {
            assertArrayEquals(
                    new String[] {"users"}, (String[]) settings(yaml, sink).get("sink.pseudonymise"));
        }
        assertEquals(Map.of(".pseudonym_key", "0123456789abcdef"), settings(yaml, Pid.of("org.sosgi.engine")));
        assertEquals(Map.of("log_personal_data", true), settings(yaml, Pid.of("org.sosgi.logging")));
        var pids = List.copyOf(Yaml.check(yaml).configurations().keySet());
        assertEquals(
                List.of("org.sosgi.engine", "org.sosgi.logging"),
                pids.subList(0, 2).stream().map(Pid::toString).toList(),
                "the key is there before whoever needs it");
    }

    private static String own(String keys) {
        return new YamlEdit(POLL).insertBefore("influxdbConfig", "sosgi: {" + keys + "}");
    }

    private static String before(String yaml, String path, String line) {
        return new YamlEdit(yaml).insertBefore(path, line);
    }

    private static Map<String, Object> settings(String yaml, Pid pid) {
        return Yaml.check(yaml).configurations().get(pid);
    }
}
