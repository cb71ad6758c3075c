package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sosgi.launcher.options.NewRelicAccounts;
import org.sosgi.launcher.options.NewRelicAccounts.Account;

/** Each concern tells once, with the severity that fits, and on the right line; and is silent about a good file. */
final class ConcernsTest {

    private static final String GOOD = Yaml.golden("poll-v1.yaml");

    @Test
    void schedules() {
        assertBegins(
                "error: uptimeMonitor.frequency: cannot read the schedule 'every hour'",
                new ScheduleConcern(),
                set(GOOD, "uptimeMonitor.frequency", "every hour"));
        assertBegins(
                "error: heartbeat.frequency: cannot read the schedule 'garbage'",
                new ScheduleConcern(),
                set(GOOD, "heartbeat.frequency", "garbage"));
        String off = set(set(GOOD, "heartbeat.frequency", "garbage"), "heartbeat.enable", "false");
        assertEquals(List.of(), told(new ScheduleConcern(), off));
        assertEquals(List.of(), told(new ScheduleConcern(), GOOD));
        var secret = new Checker(Map.of("FREQUENCY", "hidden"))
                .check(set(GOOD, "heartbeat.frequency", "${env:FREQUENCY}").getBytes());
        assertEquals(1, secret.count(Problem.Severity.ERROR));
        assertTrue(secret.problems().stream().noneMatch(p -> p.text().contains("hidden")), secret::toString);
    }

    @Test
    void servers() {
        String none = set(GOOD, "serversToMonitor.servers", "");
        assertEquals(
                "warning: serversToMonitor.servers: there are no servers, so none is asked for its health or its sessions;"
                        + " userSessions wants some",
                only(new ServersConcern(), none));
        assertEquals(
                "info: serversToMonitor.servers: there are no servers, so none is asked for its health or its sessions",
                only(new ServersConcern(), set(none, "userSessions", "{enableSessionExtract: false}")));
        String same = set(GOOD, "serversToMonitor.servers[2].serverName", "sense1");
        assertEquals(
                "warning: serversToMonitor.servers[2].serverName: line "
                        + new YamlEdit(same).line("serversToMonitor.servers[0].serverName")
                        + " has a server of this name already, so their figures cannot be told apart by it; give each its own",
                only(new ServersConcern(), same));
        assertEquals(List.of(), told(new ServersConcern(), GOOD));
    }

    @Test
    void counts() {
        String count = set(GOOD, "qlikSenseEvents.rejectedEventCount.enable", "false");
        assertEquals(
                List.of(
                        "logEvents.enginePerformanceMonitor.trackRejectedEvents.enable",
                        "qlikSenseEvents.eventCount.enable"),
                told(new CountsConcern(), count).stream()
                        .map(p -> p.split(": ")[1])
                        .sorted()
                        .toList());
        String rejected = set(GOOD, "qlikSenseEvents.eventCount.enable", "false");
        assertEquals(
                "warning: qlikSenseEvents.rejectedEventCount.enable: these counts are written here; Butler SOS loses them"
                        + " unless qlikSenseEvents.eventCount.enable is true, too",
                only(new CountsConcern(), rejected));
        assertEquals(List.of(), told(new CountsConcern(), GOOD));
        assertEquals(List.of(), told(new CountsConcern(), set(rejected, "qlikSenseEvents.influxdb.enable", "false")));
    }

    @Test
    void telemetry() {
        assertEquals(
                "info: anonTelemetry: is ignored: SOSGi never sends telemetry to anybody",
                only(new TelemetryConcern(), set(GOOD, "anonTelemetry", "true")));
        assertEquals(List.of(), told(new TelemetryConcern(), GOOD));
    }

    @Test
    void keysWithoutEffect() {
        String v3 = Yaml.golden("poll-v3.yaml");
        v3 = set(v3, "newRelic.enable", "false");
        assertBegins(
                "warning: influxdbConfig.v3Config.retentionDuration: has no effect: version 3",
                new NoEffectConcern(),
                v3);
        assertEquals(
                List.of(), told(new NoEffectConcern(), set(v3, "influxdbConfig.v3Config.retentionDuration", "\"\"")));
        assertBegins("info: newRelic.metric.dynamic.apps: activeDocs", new NoEffectConcern(), GOOD);
        String host = set(set(GOOD, "newRelic.enable", "false"), "dockerHealthCheck.enable", "false");
        host = new YamlEdit(host).insertBefore("influxdbConfig", "sosgi: {health: {host: localhost}}");
        assertBegins("warning: sosgi.health.host: has no effect", new NoEffectConcern(), host);
    }

    @Test
    void accountsOfNewRelic() {
        String path = "logEvents.sendToNewRelic.destinationAccount";
        assertEquals(
                List.of(
                        "warning: newRelic.metric.destinationAccount: metrics go to these accounts; Butler SOS sends them to"
                                + " those of userEvents.sendToNewRelic.destinationAccount, and so does"
                                + " newRelic.metric.accounts: userEvents"),
                told(new AccountsConcern(), GOOD));
        String good = set(GOOD, "newRelic.metric.destinationAccount", "");
        assertEquals(List.of(), told(new AccountsConcern(), good));
        assertEquals(
                "warning: " + path + "[0]: there is no such account in thirdPartyToolsCredentials.newRelic; add it, or"
                        + " correct the name",
                only(new AccountsConcern(), set(good, path + "[0]", "Other")));
        assertEquals(
                "warning: " + path + ": is empty, so nothing goes to New Relic from here; name accounts of"
                        + " thirdPartyToolsCredentials.newRelic",
                only(new AccountsConcern(), set(good, path, "")));
        String off =
                set(set(set(good, path, ""), "logEvents.sendToNewRelic.enable", "false"), "newRelic.enable", "false");
        assertEquals(List.of(), told(new AccountsConcern(), off));
    }

    @Test
    void accountsOfTheCommandLineReplaceThoseOfTheFile() {
        String good = set(GOOD, "newRelic.metric.destinationAccount", "");
        var given = new NewRelicAccounts(List.of(new Account("First NR account", "1", "k3y")));
        var checked = Yaml.check(good).with(given);
        assertEquals(
                List.of("insertApiKey=k3y"),
                checked.settings().sections(CommandLineAccounts.PATH).stream()
                        .map(a -> "insertApiKey=" + a.text("insertApiKey", ""))
                        .toList());
        assertTrue(Secrets.of(checked.settings()).in("k3y"));
        var problems = checked.and(new AccountsConcern()).problems().stream()
                .filter(p -> p.text().startsWith("there is no such account"))
                .map(Problem::path)
                .toList();
        assertEquals(
                List.of(
                        "Butler-SOS.uptimeMonitor.storeNewRelic.destinationAccount[1]",
                        "Butler-SOS.userEvents.sendToNewRelic.destinationAccount[1]"),
                problems);
    }

    @Test
    void theHostOfTheRepository() {
        assertEquals(List.of(), told(new HostConcern(network(true, true)), GOOD));
        assertBegins("error: appNames.hostIP: this name has no", new HostConcern(network(false, true)), GOOD);
        assertBegins("warning: appNames.hostIP: port 4242", new HostConcern(network(true, false)), GOOD);
        String off = set(GOOD, "appNames", "{enableAppNameExtract: false}");
        assertEquals(List.of(), told(new HostConcern(network(false, false)), off));
    }

    @Test
    void theRealNetwork() {
        var network = new RealNetwork();
        assertTrue(network.knows("127.0.0.1"));
        assertTrue(!network.knows("no-such-host.invalid"));
    }

    @Test
    void partsThatAreNotYetActive() {
        assertEquals(
                List.of("configVisualisation.enable"),
                told(new InactiveConcern(), GOOD).stream()
                        .map(p -> p.split(": ")[1])
                        .sorted()
                        .toList());
        assertEquals(
                List.of("auditEvents.enable"),
                told(new InactiveConcern(), "Butler-SOS: {auditEvents: {enable: true}}").stream()
                        .map(p -> p.split(": ")[1])
                        .toList());
    }

    static Network network(boolean known, boolean reached) {
        return new Network() {
            @Override
            public boolean knows(String host) {
                return known && host.equals("127.0.0.1");
            }

            @Override
            public boolean reaches(String host, int port) {
                return reached && port == 4242;
            }
        };
    }

    private static String set(String yaml, String path, String value) {
        return new YamlEdit(yaml).set(path, value);
    }

    private static void assertBegins(String begin, Concern concern, String yaml) {
        String told = only(concern, yaml);
        assertTrue(told.startsWith(begin), told);
    }

    private static String only(Concern concern, String yaml) {
        List<String> told = told(concern, yaml);
        assertEquals(1, told.size(), told::toString);
        return told.get(0);
    }

    private static List<String> told(Concern concern, String yaml) {
        List<Problem> problems = new java.util.ArrayList<>();
        concern.check(Section.of(YamlReader.read(yaml, problems).orElseThrow()).section("Butler-SOS"), problems);
        return problems.stream()
                .map(p -> p.severity().name().toLowerCase(java.util.Locale.ROOT) + ": "
                        + p.path().substring(Concern.ROOT.length()) + ": " + p.text())
                .toList();
    }
}
