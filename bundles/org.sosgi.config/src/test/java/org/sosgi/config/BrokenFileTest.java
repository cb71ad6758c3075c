package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake in a good file gives one error, on the line of the mistake. */
final class BrokenFileTest {

    static final String GOOD = Yaml.golden("udp-v1.yaml");

    @ParameterizedTest
    @DisplayName("A wrong value")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        logLevel                                                | loud        | must be one of error, warn, info
        logLevel                                                | INFO        | must be one of error, warn, info
        logLevel                                                | 3           | must be one of error, warn, info
        fileLogging                                             | yes         | must be true or false
        logDirectory                                            | 7           | must be text, in quotes
        anonTelemetry                                           | "false"     | must be true or false
        systemInfo.enable                                       | off         | must be true or false
        crashFile                                               | true        | must be a group of keys
        crashFile.crashFileCreateJson                           | 1           | must be true or false
        configVisualisation.host                                | http://x    | must be a host name
        configVisualisation.port                                | 99999       | 99999 is too large; it must be a whole number from 1 to 65535
        heartbeat.enable                                        | "true"      | must be true or false
        heartbeat.remoteURL                                     | not a url   | must be a URL
        heartbeat.remoteURL                                     | //host/path | must be a URL
        dockerHealthCheck.port                                  | 0           | 0 is too small
        uptimeMonitor.logLevel                                  | noisy       | must be one of error
        uptimeMonitor.storeNewRelic.attribute.static            |             | this is empty; it must be a list
        errorTracking.influxdb                                  | []          | this is a list; it must be a group of keys
        thirdPartyToolsCredentials.newRelic[0].accountId        | 1111        | must be text, in quotes
        thirdPartyToolsCredentials.newRelic                     | none        | must be a list
        qlikSenseEvents.influxdb.writeFrequency                 | 999         | 999 is too small; it must be a whole number from 1000
        qlikSenseEvents.eventCount.influxdb.tags                | x           | must be a list
        userEvents.enable                                       |             | this is empty; it must be true or false
        userEvents.excludeUser[1].userId                        | 5           | must be text, in quotes
        userEvents.udpServerConfig.serverHost                   | <host>      | must be a host name
        userEvents.udpServerConfig.serverHost                   | "::1"       | must be a host name
        userEvents.udpServerConfig.serverHost                   | my_host     | must be a host name
        userEvents.udpServerConfig.serverHost                   | ""          | must be a host name
        userEvents.udpServerConfig.portUserActivityEvents       | "9997"      | must be a whole number from 1 to 65535 (a port), without quotes
        userEvents.udpServerConfig.portUserActivityEvents       | 9997.5      | must be a whole number
        userEvents.udpServerConfig.messageQueue.maxConcurrent   | 0           | 0 is too small
        userEvents.udpServerConfig.messageQueue.maxSize         | 0           | 0 is too small
        userEvents.udpServerConfig.rateLimit.enable             | 1           | must be true or false
        userEvents.udpServerConfig.allowedSources               | 10.0.0.1    | must be a list
        userEvents.udpServerConfig.queueMetrics.influxdb.writeFrequency | 20  | 20 is too small
        userEvents.tags[0].value                                | 1           | must be text, in quotes
        userEvents.tags[0].name                                 | a=b         | must be a name without =
        userEvents.sendToInfluxdb.enable                        | maybe       | must be true or false
        logEvents                                               |             | this is empty; it must be a group of keys
        logEvents.udpServerConfig.messageQueue.backpressureThreshold | 101    | 101 is too large
        logEvents.udpServerConfig.maxMessageSize                | 0x          | must be a whole number
        logEvents.udpServerConfig.portLogEvents                 | 9997        | user events already have port 9997
        logEvents.source.qixPerf.enable                         | no          | must be true or false
        logEvents.categorise.rules                              | {}          | must be a list
        logEvents.categorise.rules[0].logLevel                  | []          | must be a list with at least one entry
        logEvents.categorise.rules[0].logLevel[1]               | errors      | must be one of error, warn
        logEvents.categorise.rules[1].action                    | delete      | must be one of categorise, drop
        logEvents.categorise.rules[1].filter[0].type            | re          | must be one of sw, ew, so
        logEvents.categorise.rules[1].filter[0].value           | 12          | must be text, in quotes
        logEvents.enginePerformanceMonitor.monitorFilter.appSpecific.app[0].appObject.someAppObjectsInclude[0] | 5 | must be text or a group of keys
        logEvents.enginePerformanceMonitor.monitorFilter.allApps.objectType.allObjectTypes | "all" | must be true or false
        mqttConfig.brokerPort                                   | -1          | -1 is too small
        newRelic.event.url                                      | ""          | must be a URL
        prometheus.nodeMetricsHost                              | ""          | must be text, not empty
        influxdbConfig.host                                     | http://localhost | must be a host name or an IPv4 address, without scheme and port
        influxdbConfig.host                                     | localhost:8086 | must be a host name or an IPv4 address, without scheme and port
        influxdbConfig.port                                     | eight       | must be a whole number
        influxdbConfig.version                                  | 4           | must be one of 1, 2, 3
        influxdbConfig.version                                  | "1"         | must be one of 1, 2, 3
        influxdbConfig.maxBatchSize                             | 10001       | 10001 is too large
        influxdbConfig.maxBatchSize                             | 0           | 0 is too small
        influxdbConfig.v1Config.auth.password                   |             | this is empty; it must be text
        influxdbConfig.v1Config.dbName                          | ""          | nothing could be written
        influxdbConfig.v3Config.writeTimeout                    | 500         | 500 is too small
        appNames.extractInterval                                | 0           | 0 is too small
        appNames.hostIP                                         | 1.2.3.4:80  | must be a host name
        userSessions.pollingInterval                            | 1e3x        | must be a whole number
        serversToMonitor.pollingInterval                        | 99999999999 | is too large
        serversToMonitor.servers[0].userSessions.virtualProxies | []          | at least one entry
        serversToMonitor.servers[0].serverTags                  | DEV         | this is text; it must be a group of keys
        serversToMonitor.servers[2].serverTags.server_group     |             | this tag has no value
        """)
    void value(String path, String value, String text) {
        var edit = new YamlEdit(GOOD);
        int line = edit.line(path);
        assertOneError(edit.set(path, value == null ? "" : value), line, "Butler-SOS." + path, text);
    }

    @ParameterizedTest
    @DisplayName("A missing key")
    @CsvSource({
        "'', influxdbConfig, must be a group of keys",
        "'', logLevel, must be one of error",
        "'', serversToMonitor, must be a group of keys",
        "heartbeat, enable, must be true or false",
        "appNames, enableAppNameExtract, must be true or false",
        "userEvents.udpServerConfig, portUserActivityEvents, must be a whole number from 1 to 65535 (a port)",
        "logEvents.udpServerConfig, allowedSources, must be a list",
        "logEvents.source, scheduler, must be a group of keys",
        "logEvents.categorise.rules[2], action, 'must be one of categorise, drop'",
        "logEvents.enginePerformanceMonitor.monitorFilter.appSpecific.app[1], method, must be a group of keys",
        "influxdbConfig, version, 'must be one of 1, 2, 3'",
        "influxdbConfig, v1Config, add it",
        "influxdbConfig.v1Config.auth, username, must be text",
        "serversToMonitor.servers[1], headers, must be a group of keys",
        "serversToMonitor.servers[1].serverTags, serverLocation, add it",
    })
    void missing(String parent, String key, String text) {
        var edit = new YamlEdit(GOOD);
        int line = edit.line(parent);
        String path = parent.isEmpty() ? key : parent + "." + key;
        assertOneError(edit.remove(path), line, "Butler-SOS." + path, text);
    }

    @ParameterizedTest
    @DisplayName("A key that is not known here")
    @CsvSource({
        "influxdbConfig.port, prot, did you mean port?",
        "influxdbConfig.maxBatchSize, maxbatchsize, did you mean maxBatchSize?",
        "influxdbConfig, influxDbConfig, did you mean influxdbConfig?",
        "logEvents.categorise, categorize, did you mean categorise?",
        "logEvents.categorise.rules[0].logLevel, loglevel, did you mean logLevel?",
        "userEvents.udpServerConfig.allowedSources, allowedSource, did you mean allowedSources?",
        "cert.clientCertPassphrase, clientCertPassword, did you mean clientCertPassphrase?",
        "serversToMonitor.servers[0].host, hots, did you mean host?",
    })
    void misspelt(String path, String name, String text) {
        var edit = new YamlEdit(GOOD);
        int line = edit.line(path);
        String wrong = "Butler-SOS." + path.substring(0, path.lastIndexOf('.') + 1) + name;
        assertOneError(edit.rename(path, name), line, wrong, text);
    }

    @Test
    void surplusKeysAreNamedBelowTheTopAndAllowedThere() {
        var edit = new YamlEdit(GOOD);
        int line = edit.line("mqttConfig.brokerHost");
        String more = edit.insertBefore("mqttConfig.brokerHost", "qualityOfService: 1");
        assertOneError(more, line, "Butler-SOS.mqttConfig.qualityOfService", "there are enable, brokerHost");
        assertGood(new YamlEdit(GOOD).insertBefore("mqttConfig", "somethingNew: {a: 1}"));
        assertOneError(GOOD + "Butler: 1\n", GOOD.lines().toList().size() + 1, "Butler", "there are Butler-SOS");
    }

    @Test
    void surplusServerTag() {
        var edit = new YamlEdit(GOOD);
        int line = edit.line("serversToMonitor.servers[0].serverTags.server_group");
        String more = edit.insertBefore("serversToMonitor.servers[0].serverTags.server_group", "floor: 2");
        String path = "Butler-SOS.serversToMonitor.servers[0].serverTags.floor";
        assertOneError(more, line, path, "is not in serverTagsDefinition");
    }

    @Test
    void keysThatStandTwice() {
        var edit = new YamlEdit(GOOD);
        int line = edit.line("logDirectory");
        assertOneError(
                edit.insertBefore("logDirectory", "logLevel: warn"),
                line,
                "Butler-SOS.logLevel",
                "stands here twice, first in line 3");
    }

    @Test
    void whatIsNoYaml() {
        assertOneError("Butler-SOS:\n  a: [1, 2\n  b: 3\n", 2, "", "the bracket that begins here is not closed");
        assertOneError("Butler-SOS:\n\ta: 1\n", 2, "", "a tab stands here; indent with blanks");
        assertOneError("", 1, "", "the file is empty");
        assertOneError("# nothing\n", 1, "", "the file is empty");
        assertOneError("just text\n", 1, "", "must be a group of keys");
        assertOneError("Butler-SOS:\n", 1, "Butler-SOS", "this is empty; it must be a group of keys");
        assertOneError("a: &x 1\nb: *y\n", 2, "", "there is no finished anchor");
        assertOneError("a: &x [*x]\n", 1, "", "there is no finished anchor");
    }

    @Test
    void aliasesThatBlowUpAreStopped() {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("x]\n");
        }
        assertTrue(Yaml.check(yaml.toString()).problems().get(0).text().contains("aliases"));
    }

    @Test
    void whatIsSwitchedOffCanHoldAnything() {
        for (String section : List.of("mqttConfig", "influxdbConfig", "userEvents", "prometheus", "newRelic")) {
            assertGood(new YamlEdit(GOOD).set(section, "{enable: false, port: [], nonsense: 1}"));
        }
        assertGood(new YamlEdit(GOOD).set("appNames", "{enableAppNameExtract: false}"));
    }

    @Test
    void whatTheOriginalMissesIsLenient() {
        assertGood(new YamlEdit(GOOD).remove("logEvents.categorise.enable"));
        assertGood(new YamlEdit(GOOD).remove("prometheus.host"));
        assertGood(new YamlEdit(GOOD).remove("influxdbConfig.maxBatchSize"));
        assertGood(new YamlEdit(GOOD).set("influxdbConfig.port", "8086.0"));
        assertGood(new YamlEdit(GOOD).set("influxdbConfig.port", "012"));
        assertGood(new YamlEdit(GOOD).set("logEvents.categorise.rules", ""));
        assertGood(new YamlEdit(GOOD).set("logEvents.categorise.rules[0].logLevel[0]", "\" Fatal\""));
    }

    static void assertOneError(String yaml, int line, String path, String text) {
        var checked = Yaml.check(yaml);
        var errors = checked.problems().stream().filter(Problem::isError).toList();
        assertEquals(1, errors.size(), errors::toString);
        Problem error = errors.get(0);
        assertEquals(path, error.path());
        assertEquals(line, error.line());
        assertTrue(error.text().contains(text), error.text());
        assertFalse(checked.usable());
    }

    static void assertGood(String yaml) {
        var errors =
                Yaml.check(yaml).problems().stream().filter(Problem::isError).toList();
        assertEquals(List.of(), errors);
    }
}
