package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is worth a warning about MQTT, New Relic, Prometheus and the history. */
final class DestinationConcernsTest {

    private static final String GOOD = Yaml.golden("poll-v1.yaml");

    @Test
    void topics() {
        assertEquals(List.of(), told(new MqttConcern(), GOOD));
        assertEquals(
                List.of("warning: mqttConfig.baseTopic: the host of a server follows without a slash, as in"
                        + " butler-sossense1.example.com/version; end it with /"),
                told(new MqttConcern(), set(GOOD, "mqttConfig.baseTopic", "butler-sos")));
        String wild = set(GOOD, "userEvents.sendToMQTT.postTo.everythingTopic.topic", "a/#");
        wild = set(wild, "logEvents.sendToMQTT.baseTopic", "b/+");
        assertEquals(
                List.of("logEvents.sendToMQTT.baseTopic", "userEvents.sendToMQTT.postTo.everythingTopic.topic"),
                paths(new MqttConcern(), wild));
        assertEquals(
                List.of("logEvents.sendToMQTT.baseTopic"),
                paths(new MqttConcern(), set(wild, "userEvents.sendToMQTT.postTo.everythingTopic.enable", "false")));
        assertEquals(List.of(), told(new MqttConcern(), set(wild, "mqttConfig.enable", "false")));
    }

    @Test
    void whatAnybodyCanReadOnTheWay() {
        String login =
                before(before(GOOD, "mqttConfig.brokerPort", "username: me"), "mqttConfig.brokerPort", "password: pw");
        assertEquals(List.of(), told(new MqttConcern(), login));
        assertEquals(
                List.of("warning: mqttConfig.password: goes over the network for anybody to read; switch tls on, if the"
                        + " broker can do it"),
                told(new MqttConcern(), set(login, "mqttConfig.brokerHost", "broker.example.com")));
        String tls = before(GOOD, "mqttConfig.brokerPort", "tls: {enable: false, caFile: ca.pem}");
        assertEquals(
                List.of("warning: mqttConfig.tls.caFile: has no effect without TLS; set mqttConfig.tls.enable to true"),
                told(new MqttConcern(), tls));
    }

    @Test
    void whoCanReadTheFigures() {
        assertEquals(List.of(), told(new PrometheusConcern(), GOOD));
        String reach =
                "anybody who reaches this machine can read the figures; set bearerToken or allowedSources, or take 127.0.0.1";
        assertEquals(
                List.of("warning: prometheus.host: " + reach),
                told(new PrometheusConcern(), set(GOOD, "prometheus.host", "0.0.0.0")));
        assertEquals(
                List.of("warning: prometheus.nodeMetricsHost: is 0.0.0.0 if not given: "
                        + reach.replace(";", ", though prometheus.host keeps them to it;")),
                told(new PrometheusConcern(), new YamlEdit(GOOD).remove("prometheus.nodeMetricsHost")));
        String none = set(GOOD, "prometheus.nodeMetricsHost", "\"::\"");
        assertEquals(
                List.of(), told(new PrometheusConcern(), set(none, "prometheus.nodeMetricsPort", "0")), "not served");
        String token = before(none, "prometheus.port", "bearerToken: 0123456789abcdef");
        assertEquals(
                List.of("warning: prometheus.bearerToken: goes over the network for anybody to read; switch tls on"),
                told(new PrometheusConcern(), token));
        assertEquals(
                List.of(), told(new PrometheusConcern(), set(token, "prometheus.nodeMetricsPort", "0")), "not served");
        String tls = before(token, "prometheus.port", "tls: {enable: true, certFile: a, keyFile: b}");
        assertEquals(List.of(), told(new PrometheusConcern(), tls));
        assertEquals(
                List.of(
                        "warning: prometheus.tls.certFile: has no effect without TLS; set prometheus.tls.enable to true"),
                told(new PrometheusConcern(), before(GOOD, "prometheus.port", "tls: {enable: false, certFile: a}")));
        assertEquals(
                List.of("warning: prometheus.bearerToken: can be guessed; take 16 characters or more, by chance"),
                told(new PrometheusConcern(), set(tls, "prometheus.bearerToken", "short")));
        assertEquals(
                List.of("prometheus.tls.certFile", "prometheus.tls.keyFile"),
                paths(new PrometheusConcern(), set(tls, "prometheus.tls", "{enable: true}")));
    }

    @Test
    void portsOfSeveral() {
        assertEquals(List.of(), told(new PortsConcern(), GOOD));
        String apart = set(GOOD, "prometheus.nodeMetricsPort", "9842");
        assertEquals(List.of("prometheus.nodeMetricsPort"), paths(new PortsConcern(), apart));
        assertEquals(
                List.of(),
                told(new PortsConcern(), set(apart, "prometheus.nodeMetricsHost", "127.0.0.2")),
                "another address");
        assertEquals(
                List.of("prometheus.nodeMetricsPort"),
                paths(new PortsConcern(), set(apart, "prometheus.nodeMetricsHost", "\"::\"")));
        assertEquals(List.of(), told(new PortsConcern(), set(GOOD, "prometheus.port", "9996")), "UDP and TCP");
    }

    @Test
    void newRelic() {
        assertEquals(List.of(), told(new NewRelicConcern(), GOOD));
        assertEquals(
                List.of("newRelic.metric.url"),
                paths(
                        new NewRelicConcern(),
                        set(
                                set(GOOD, "newRelic.event.url", "https://insights-collector.eu01.nr-data.net"),
                                "newRelic.metric.url",
                                "https://metric-api.newrelic.com/metric/v1")));
        assertEquals(
                List.of(),
                paths(
                        new NewRelicConcern(),
                        set(GOOD, "newRelic.event.url", "https://insights-collector.eu01.nr-data.net")),
                "the other is a proxy");
        assertEquals(
                List.of("newRelic.event.url"),
                paths(new NewRelicConcern(), set(GOOD, "newRelic.event.url", "\"https://example.com/#x\"")));
        String nowhere = set(GOOD, "newRelic", "{enable: false}");
        assertEquals(List.of("uptimeMonitor.storeNewRelic.enable"), paths(new NewRelicConcern(), nowhere));
        assertEquals(List.of(), told(new NewRelicConcern(), set(GOOD, "newRelic.enable", "false")));
        assertEquals(
                List.of("newRelic.event.url"),
                paths(new NewRelicConcern(), set(GOOD, "newRelic.event.url", "https://me:pw@example.com")));
        assertEquals(
                List.of("error: newRelic.metric.header[0].value: has a line break or another control character in it;"
                        + " take it out"),
                told(new NewRelicConcern(), set(GOOD, "newRelic.metric.header[0].value", "\"a\\nb\"")));
        String key = before(GOOD, "userEvents.sendToNewRelic.scramble", "scrambleKey: short");
        assertEquals(
                List.of(
                        "error: userEvents.sendToNewRelic.scrambleKey: is too short and could be guessed; it must have 16"
                                + " characters or more"),
                told(new NewRelicConcern(), key));
        assertEquals(
                List.of("warning: userEvents.sendToNewRelic.scrambleKey: has no effect while scramble is false"),
                told(new NewRelicConcern(), set(key, "userEvents.sendToNewRelic.scramble", "false")));
    }

    @Test
    void accountsThatLackSomething() {
        String good = before(GOOD, "newRelic.metric.url", "accounts: own");
        assertEquals(List.of(), told(new AccountsConcern(), good), "somebody has thought about where metrics go");
        assertEquals(List.of(), told(new AccountsConcern(), set(good, "newRelic.metric.accounts", "userEvents")));
        String list = "thirdPartyToolsCredentials.newRelic";
        assertEquals(
                List.of("warning: " + list
                        + "[0].insertApiKey: is empty, so nothing goes to this account; write its key,"
                        + " better as ${env:NAME}"),
                told(new AccountsConcern(), set(good, list + "[0].insertApiKey", "\"\"")));
        assertEquals(
                List.of("warning: " + list
                        + "[1].accountId: is no number of an account, so no events go to this account, only"
                        + " metrics; write it, in quotes"),
                told(new AccountsConcern(), set(good, list + "[1].accountId", "\"<id>\"")));
        String same = set(good, list + "[1].accountName", "First NR account");
        assertTrue(paths(new AccountsConcern(), same).contains(list + "[1].accountName"));
    }

    @Test
    void filesThatAreNotThere(@TempDir Path folder) throws IOException {
        Path there = Files.createFile(folder.resolve("there.pem"));
        String good = GOOD;
        for (String key : List.of("clientCert", "clientCertKey", "clientCertCA")) {
            good = set(good, "cert." + key, "'" + there + "'");
        }
        assertEquals(List.of(), told(new FilesConcern(), good));
        String tls = "tls: {enable: true, caFile: '" + there + "', clientCert: /no/such, clientKey: '" + folder + "'}";
        String yaml = before(good, "mqttConfig.brokerPort", tls);
        yaml = before(yaml, "newRelic.event", "caFile: /no/such");
        yaml = before(yaml, "prometheus.port", "tls: {enable: true, certFile: /no/such, keyFile: '" + there + "'}");
        assertEquals(
                List.of(
                        "mqttConfig.tls.clientCert",
                        "mqttConfig.tls.clientKey",
                        "newRelic.caFile",
                        "prometheus.tls.certFile"),
                paths(new FilesConcern(), yaml));
    }

    @Test
    void certificatesForSenseThatAreNotThere() {
        String yaml = set(GOOD, "cert.clientCert", "no/such.pem");
        yaml = set(yaml, "cert.clientCertKey", "\"${env:NO_SUCH_VARIABLE}\"");
        yaml = set(yaml, "cert.clientCertCA", "no/ca.pem");
        List<Problem> problems = new ArrayList<>();
        Node resolved = new Placeholders(Map.of())
                .resolve(YamlReader.read(yaml, problems).orElseThrow(), new ArrayList<>(), new ArrayList<>());
        new FilesConcern().check(Section.of(resolved).section("Butler-SOS"), problems);
        assertEquals(
                List.of("Butler-SOS.cert.clientCert", "Butler-SOS.cert.clientCertCA"),
                problems.stream().map(Problem::path).toList());
        assertTrue(problems.stream().noneMatch(Problem::isError));

        String nobody = set(set(yaml, "serversToMonitor.servers", ""), "appNames", "{enableAppNameExtract: false}");
        assertEquals(List.of(), told(new FilesConcern(), nobody), "nobody is asked");
    }

    @Test
    void noMessageShowsASecret() throws IOException {
        String yaml = TemplateTest.withEveryKey().replace("0123456789abcdef", "s3cr3t");
        for (String path : List.of(
                "mqttConfig.password",
                "userEvents.sendToNewRelic.scrambleKey",
                "prometheus.bearerToken",
                "sosgi.history.url",
                "sosgi.history.password",
                "thirdPartyToolsCredentials.newRelic[0].insertApiKey")) {
            for (String value :
                    List.of("[s3cr3t]", "{s3cr3t: s3cr3t}", "s3cr3t", "*s3cr3t", "!s3cr3t", "!s3cr3t!x a")) {
                var checked = new Checker(Map.of()).check(set(yaml, path, value).getBytes());
                assertTrue(
                        checked.problems().stream().noneMatch(p -> p.text().contains("s3cr3t")),
                        () -> path + checked.problems());
            }
        }
    }

    private static String set(String yaml, String path, String value) {
        return new YamlEdit(yaml).set(path, value);
    }

    private static String before(String yaml, String path, String line) {
        return new YamlEdit(yaml).insertBefore(path, line);
    }

    private static List<String> paths(Concern concern, String yaml) {
        return told(concern, yaml).stream().map(p -> p.split(": ")[1]).sorted().toList();
    }

    private static List<String> told(Concern concern, String yaml) {
        List<Problem> problems = new ArrayList<>();
        concern.check(Section.of(YamlReader.read(yaml, problems).orElseThrow()).section("Butler-SOS"), problems);
        return problems.stream()
                .map(p -> p.severity().name().toLowerCase(Locale.ROOT) + ": "
                        + p.path().substring(Concern.ROOT.length()) + ": " + p.text())
                .toList();
    }
}
