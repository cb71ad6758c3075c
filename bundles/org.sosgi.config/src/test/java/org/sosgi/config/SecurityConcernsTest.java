package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is worth a warning about doors, connections and secrets; a file of the original can be used in spite of it. */
final class SecurityConcernsTest {

    private static final String GOOD = Yaml.golden("poll-v1.yaml");
    private static final String LOG = "logEvents.udpServerConfig.";

    @Test
    void whoMaySendEvents() {
        assertEquals(List.of(), told(new SourcesConcern(), GOOD));
        String open = set(GOOD, LOG + "serverHost", "0.0.0.0");
        assertEquals(
                List.of("WARNING " + LOG
                        + "enableSourceValidation: whoever reaches this machine can send events; set it to true"
                        + " and name the Sense servers in allowedSources"),
                told(new SourcesConcern(), open));
        String closed = set(open, LOG + "enableSourceValidation", "true");
        assertEquals(
                List.of(),
                told(new SourcesConcern(), set(closed, LOG + "allowedSources", "[10.1.0.0/16, 'fd00::/8', sense1]")));
        assertBegins(
                "WARNING " + LOG + "enableSourceValidation: nobody is allowed",
                told(new SourcesConcern(), set(closed, LOG + "allowedSources", "[]")));
        String wrong = set(closed, LOG + "allowedSources", "[10.1.0.0/33, me:s3cret@host, 10.1.2, a_b, sense1]");
        List<String> told = told(new SourcesConcern(), wrong);
        assertEquals(4, told.size(), told::toString);
        assertBegins("WARNING " + LOG + "allowedSources[0]: \"10.1.0.0/33\" lets nobody in: ", told);
        assertTrue(told.stream().noneMatch(line -> line.contains("s3cret")), told::toString);
        assertTrue(Yaml.check(wrong).usable());
        String fail = new YamlEdit(set(closed, LOG + "allowedSources", "[sense1]"))
                .insertBefore(LOG + "serverHost", "allowListFailOpen: true");
        assertBegins("WARNING " + LOG + "allowListFailOpen: everybody is allowed", told(new SourcesConcern(), fail));
    }

    @Test
    void whoMayAskHowTheAgentIs() {
        assertEquals(List.of(), told(new HealthConcern(), own("health: {}")));
        assertBegins("WARNING sosgi.health.host: anybody", told(new HealthConcern(), own("health: {host: 0.0.0.0}")));
        assertEquals(
                List.of(), told(new HealthConcern(), own("health: {host: 0.0.0.0, allowedSources: [10.0.0.0/8]}")));
        assertBegins(
                "WARNING sosgi.health.bearerToken: goes over the network",
                told(new HealthConcern(), own("health: {host: 0.0.0.0, bearerToken: 0123456789abcdef}")));
        String tls = "tls: {enable: true, certFile: a, keyFile: b, clientCaFile: c}";
        assertEquals(List.of(), told(new HealthConcern(), own("health: {host: 0.0.0.0, " + tls + "}")));
        assertBegins(
                "ERROR sosgi.health.allowedSources[0]: \"10.0.0.0/99\" lets nobody in",
                told(new HealthConcern(), own("health: {allowedSources: [10.0.0.0/99]}")));
        assertBegins(
                "ERROR sosgi.health.tls.certFile: TLS is on and needs both",
                told(new HealthConcern(), own("health: {tls: {enable: true, keyFile: b}}")));
        assertBegins(
                "WARNING sosgi.health.tls.clientCaFile: has no effect without TLS",
                told(new HealthConcern(), own("health: {tls: {enable: false, clientCaFile: b}}")));
    }

    @Test
    void prometheusWithAListNeedsNoToken() {
        String open = set(GOOD, "prometheus.host", "0.0.0.0");
        assertEquals(1, told(new PrometheusConcern(), open).size());
        String listed = new YamlEdit(open).insertBefore("prometheus.port", "allowedSources: [10.0.0.1]");
        assertEquals(List.of(), told(new PrometheusConcern(), listed));
    }

    @Test
    void credentialsInClearText() {
        String auth = set(GOOD, "influxdbConfig.v1Config.auth", "{enable: true, username: u, password: p}");
        assertEquals(List.of(), told(new InfluxConcern(), auth), "stays on this machine");
        String far = set(auth, "influxdbConfig.host", "influx.example.com");
        assertBegins(
                "WARNING influxdbConfig.v1Config.auth.password: goes over the network", told(new InfluxConcern(), far));
        assertEquals(
                List.of(),
                told(new InfluxConcern(), new YamlEdit(far).insertBefore("influxdbConfig.host", "tls: true")));
        assertEquals(List.of(), told(new InfluxConcern(), set(far, "influxdbConfig.v1Config.auth.enable", "false")));
        String relic = set(GOOD, "newRelic.metric.url", "http://proxy.example.com/metric");
        assertBegins("WARNING newRelic.metric.url: API keys go over the network", told(new NewRelicConcern(), relic));
    }

    @Test
    void connectionsThatVerifyNobody() {
        String all = set(GOOD, "serversToMonitor.rejectUnauthorized", "false");
        String tls = "tls: {enable: true, rejectUnauthorized: false}";
        all = new YamlEdit(all).insertBefore("influxdbConfig.host", tls);
        all = new YamlEdit(all).insertBefore("mqttConfig.brokerHost", tls);
        assertEquals(
                List.of(
                        "influxdbConfig.tls.rejectUnauthorized",
                        "mqttConfig.tls.rejectUnauthorized",
                        "serversToMonitor.rejectUnauthorized"),
                told(new UnverifiedConcern(), all).stream()
                        .map(line -> line.split("[ :]+")[1])
                        .sorted()
                        .toList());
        assertTrue(Yaml.check(all).usable());
        assertEquals(
                List.of(), told(new UnverifiedConcern(), set(GOOD, "serversToMonitor.rejectUnauthorized", "true")));
    }

    @Test
    void secretsInTheFile() {
        var told = told(new ClearSecretsConcern(), GOOD);
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).endsWith("; better ${file:PATH}, ${credential:NAME} or ${env:NAME}"), told::toString);
        String headers =
                "Butler-SOS: {serversToMonitor: {servers: [{headers: {X-Api-Key: a, Authorization: b, Other: c}}]},"
                        + " newRelic: {event: {header: [{name: X-Token, value: a}, {name: X, value: b}]}},"
                        + " sosgi: {history: {url: 'jdbc:postgresql://h/d?password=x'}}}\n";
        assertEquals(
                List.of(
                        "WARNING serversToMonitor.servers[0].headers.X-Api-Key: stands in the file in clear text, and so do"
                                + " secrets in lines 1, 1, 1; better ${file:PATH}, ${credential:NAME} or ${env:NAME}"),
                told(new ClearSecretsConcern(), headers));
        String none = "Butler-SOS: {mqttConfig: {password: <password>}, cert: {clientCertPassphrase: }}\n";
        assertEquals(List.of(), told(new ClearSecretsConcern(), none));
        var placed =
                new Checker(Map.of("P", "x")).check("Butler-SOS: {mqttConfig: {password: \"${env:P}\"}}\n".getBytes());
        assertTrue(!ClearSecretsConcern.in(placed.settings()));
    }

    @Test
    void keysForPseudonyms() {
        assertBegins(
                "ERROR sosgi.privacy.pseudonymKey: is too short",
                told(new PrivacyConcern(), own("privacy: {pseudonymKey: s3cret}")));
        assertBegins(
                "WARNING sosgi.privacy.pseudonymKey: has no effect",
                told(new PrivacyConcern(), own("privacy: {pseudonymKey: 0123456789abcdef}")));
        assertBegins(
                "WARNING sosgi.privacy.logPersonalData: at debug",
                told(new PrivacyConcern(), own("privacy: {logPersonalData: true}")));
    }

    @Test
    void theSchemaMarksWhatWeTakeForSecret() {
        var marked = new TreeSet<String>();
        collect(JsonReader.read(Schema.text()), "", marked);
        marked.remove("secret");
        assertTrue(marked.remove("url"), "of the history, which may hold a password");
        assertEquals(new TreeSet<>(SecretKeys.NAMES), marked);
    }

    private static void collect(Node node, String key, TreeSet<String> marked) {
        if (node instanceof Node.Sequence list) {
            list.items().forEach(item -> collect(item, key, marked));
        } else if (node instanceof Node.Mapping group) {
            Section rule = Section.of(group);
            if (rule.flag("writeOnly") || rule.text("$ref", "").equals("#/$defs/secret")) {
                marked.add(key);
            }
            group.members().forEach((name, value) -> collect(value, name, marked));
        }
    }

    private static String set(String yaml, String path, String value) {
        return new YamlEdit(yaml).set(path, value);
    }

    private static String own(String keys) {
        return new YamlEdit(GOOD).insertBefore("influxdbConfig", "sosgi: {" + keys + "}");
    }

    private static void assertBegins(String begin, List<String> told) {
        assertTrue(!told.isEmpty() && told.get(0).startsWith(begin), told::toString);
    }

    private static List<String> told(Concern concern, String yaml) {
        List<Problem> problems = new ArrayList<>();
        concern.check(Section.of(YamlReader.read(yaml, problems).orElseThrow()).section("Butler-SOS"), problems);
        return problems.stream()
                .map(p -> p.severity() + " " + p.path().substring(Concern.ROOT.length()) + ": " + p.text())
                .toList();
    }
}
