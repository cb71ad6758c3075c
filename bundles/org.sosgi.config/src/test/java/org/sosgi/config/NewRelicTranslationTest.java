package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** In the file the first account gets everything, the second user events and the agent's own figures. */
final class NewRelicTranslationTest {

    private static final String POLL = Yaml.golden("poll-v1.yaml");
    private static final String FIRST = "First_NR_account";
    private static final String SECOND = "Second_NR_account";

    private static final List<String> EVENTS = List.of(
            "log.engine ERROR",
            "log.engine warn",
            "log.engine FATAL",
            "log.scheduler WARN",
            "log.scheduler INFO",
            "log.qix-perf ERROR",
            "user ",
            "sense.health ",
            "sense.sessions ",
            "sense.session ",
            "agent.memory ");

    @Test
    void aFileOfTheOriginal() {
        var settings = new TreeMap<>(account(POLL, FIRST));
        assertList(settings, "event_attributes", "qs_env=dev", "service=butler-sos");
        assertList(settings, "metric_attributes", "qs_env=dev", "service=butler-sos");
        assertList(settings, "uptime_attributes", "metricType=butler-sos-uptime", "qs_service=butler-sos");
        assertList(settings, ".event_headers", "X-My-Header: Header value");
        assertList(settings, ".metric_headers", "X-My-Header: Metric header");
        assertList(
                settings,
                "log_levels",
                "engine=error,warn",
                "proxy=error,warn",
                "repository=error,warn",
                "scheduler=error,warn");
        assertList(
                settings,
                "metrics",
                "memory",
                "cpu",
                "calls",
                "selections",
                "sessions",
                "users",
                "saturated",
                "doc_count",
                "cache",
                "proxy_sessions");
        assertList(settings, "uptime_metrics", "memory", "uptime");
        settings.remove("events.filter");
        assertEquals(
                new TreeMap<>(Map.ofEntries(
                        Map.entry("account_name", "First NR account"),
                        Map.entry("account_id", "1111"),
                        Map.entry(".api_key", "key-one"),
                        Map.entry("event_url", "http://127.0.0.1:4710"),
                        Map.entry("metric_url", "http://127.0.0.1:4710/metric/v1"),
                        Map.entry("event_version", true),
                        Map.entry("metric_version", true),
                        Map.entry("uptime_version", true),
                        Map.entry("scramble", "compatible"),
                        Map.entry("saturated", "number"),
                        Map.entry("gzip", true),
                        Map.entry("health_interval", 3000L),
                        Map.entry("sessions_interval", 3000L),
                        Map.entry("uptime_interval", 15_000L),
                        Map.entry("sink.error.type", "NEW_RELIC_POST"))),
                settings);
    }

    @Test
    void eachAccountGetsWhatIsRoutedToIt() {
        assertEquals(
                List.of(
                        "log.engine ERROR",
                        "log.engine warn",
                        "log.scheduler WARN",
                        "user ",
                        "sense.health ",
                        "sense.sessions ",
                        "agent.memory "),
                got(POLL, FIRST));
        assertEquals(List.of("user ", "agent.memory "), got(POLL, SECOND));
    }

    @Test
    void metricsGoWhereTheirListSaysOrWhereUserEventsGo() {
        String unsaid = set(POLL, "newRelic.metric.destinationAccount", "");
        assertTrue(got(unsaid, SECOND).contains("sense.health "));
        String original = new YamlEdit(POLL).insertBefore("newRelic.metric.url", "accounts: userEvents");
        assertTrue(got(original, SECOND).contains("sense.health "));
        String off = set(original, "userEvents.sendToNewRelic.enable", "false");
        assertEquals(List.of("sense.health ", "sense.sessions ", "agent.memory "), got(off, SECOND));
        String own = new YamlEdit(POLL).insertBefore("newRelic.metric.url", "accounts: own");
        assertFalse(got(own, SECOND).contains("sense.health "));
    }

    @Test
    void switches() {
        assertFalse(got(set(POLL, "newRelic.metric.dynamic.proxy.sessions", "{enable: false}"), FIRST)
                .contains("sense.sessions "));
        String noEvents = set(POLL, "logEvents.sendToNewRelic.enable", "false");
        noEvents = set(noEvents, "userEvents.sendToNewRelic.enable", "false");
        assertEquals(List.of("sense.health ", "sense.sessions ", "agent.memory "), got(noEvents, FIRST));
        assertEquals(List.of("agent.memory "), got(noEvents, SECOND));
        String sources = set(POLL, "logEvents.sendToNewRelic.source.engine.enable", "false");
        sources = set(sources, "logEvents.sendToNewRelic.source.scheduler.logLevel.warn", "false");
        assertEquals(List.of("proxy=error,warn", "repository=error,warn", "scheduler=error"), List.of((String[])
                account(sources, FIRST).get("log_levels")));
        assertTrue(got(sources, FIRST).stream().noneMatch(event -> event.startsWith("log.")));
        String noUptime = set(POLL, "uptimeMonitor.storeNewRelic.enable", "false");
        assertFalse(got(noUptime, FIRST).contains("agent.memory "));
        assertNull(account(noUptime, FIRST).get("uptime_interval"));
        String noLogSources = POLL;
        for (String source : List.of("engine", "proxy", "repository", "scheduler", "qixPerf")) {
            noLogSources = set(noLogSources, "logEvents.source." + source + ".enable", "false");
        }
        assertTrue(got(noLogSources, FIRST).stream().noneMatch(event -> event.startsWith("log.")));
    }

    @Test
    void uptimeNeedsNothingElse() {
        String off = set(POLL, "newRelic.enable", "false");
        assertEquals(List.of("agent.memory "), got(off, FIRST));
        assertEquals(List.of("agent.memory "), got(off, SECOND));
        assertEquals("http://127.0.0.1:4710/metric/v1", account(off, FIRST).get("metric_url"));
        assertNull(account(set(off, "newRelic", "{enable: false}"), FIRST), "no address to send to");
        assertNull(account(set(off, "uptimeMonitor", "{enable: false}"), FIRST));
        String twice = set(POLL, "uptimeMonitor.frequency", "at 6:00 and 18:00");
        assertEquals(12 * 3_600_000L, account(twice, FIRST).get("uptime_interval"));
        String wrong = set(POLL, "uptimeMonitor.frequency", "now and then");
        assertNull(account(wrong, FIRST).get("uptime_interval"));
    }

    /** Nothing of a section that is off has been checked, so none of it may keep the sink from starting. */
    @Test
    void uptimeStandsWhateverElseThereIs() {
        String off = set(POLL, "newRelic.enable", "false");
        off = set(off, "newRelic.event.url", "\"<url>\"");
        off = set(off, "newRelic.metric.attribute.static[0].name", "\"\"");
        off = set(
                off,
                "newRelic.metric.header",
                "[{name: \"\", value: x}, {name: X-Y, value: \"a\\nb\"}, {name: X-Z, value: z}]");
        off = new YamlEdit(off).insertBefore("newRelic.event", "saturated: perhaps");
        off = set(off, "userSessions", "{enableSessionExtract: false, pollingInterval: 0}");
        var settings = account(off, FIRST);
        assertEquals(List.of("agent.memory "), got(off, FIRST));
        assertArrayEquals(new String[] {"X-Z: z"}, (String[]) settings.get(".metric_headers"));
        for (String key : List.of("event_url", "metric_attributes", "saturated", "sessions_interval")) {
            assertNull(settings.get(key), key);
        }
        String on = set(POLL, "userSessions", "{enableSessionExtract: false, pollingInterval: 0}");
        assertEquals(30_000L, account(on, FIRST).get("sessions_interval"));
        assertNull(account(set(off, "newRelic.metric.url", "http://me:pw@127.0.0.1/"), FIRST), "the sink refuses it");
    }

    @Test
    void anAccountThatIsUnknownOrLacksSomethingIsLeftOut() {
        String unknown = set(POLL, "thirdPartyToolsCredentials.newRelic[0].accountName", "Other");
        assertNull(account(unknown, FIRST));
        assertNull(account(unknown, "Other"));
        assertEquals(List.of("user ", "agent.memory "), got(unknown, SECOND));
        assertNull(account(set(POLL, "thirdPartyToolsCredentials.newRelic[0].insertApiKey", "\" \""), FIRST));
        String noId = set(POLL, "thirdPartyToolsCredentials.newRelic[0].accountId", "\"\"");
        assertEquals(List.of("sense.health ", "sense.sessions ", "agent.memory "), got(noId, FIRST), "only metrics");
        assertNull(account(noId, FIRST).get("account_id"));
        String same = set(POLL, "thirdPartyToolsCredentials.newRelic[1].accountName", "First NR account");
        assertEquals("1111", account(same, FIRST).get("account_id"), "the first of that name counts");
    }

    @Test
    void keysOfOurOwn() throws IOException {
        String full = TemplateTest.withEveryKey();
        full = set(full, "userEvents.sendToNewRelic.destinationAccount", "[First account]");
        full = set(full, "userEvents.sendToNewRelic.enable", "true");
        full = set(full, "newRelic.gzip", "false");
        full = set(full, "newRelic.saturated", "boolean");
        BrokenFileTest.assertGood(full);
        var settings = account(full, "First_account");
        assertEquals(false, settings.get("gzip"));
        assertEquals("boolean", settings.get("saturated"));
        assertTrue(settings.get("tls_ca").toString().endsWith("/cert/proxy-ca.pem"));
        assertEquals("keyed", settings.get("scramble"));
        assertEquals("0123456789abcdef", settings.get(".scramble_key"));
        assertEquals("latest", settings.get("sink.start"));
        assertEquals("engine=error,warn,fatal", ((String[]) settings.get("log_levels"))[0]);
        var plain = account(set(full, "userEvents.sendToNewRelic.scramble", "false"), "First_account");
        assertEquals("off", plain.get("scramble"));
        assertNull(plain.get(".scramble_key"));

        String fatal =
                new YamlEdit(POLL).insertBefore("logEvents.sendToNewRelic.source.engine.logLevel.warn", "fatal: true");
        assertTrue(got(fatal, FIRST).contains("log.engine FATAL"));
    }

    private static void assertList(Map<String, Object> settings, String key, String... expected) {
        assertArrayEquals(expected, (String[]) settings.remove(key), key);
    }

    private static String set(String yaml, String path, String value) {
        return new YamlEdit(yaml).set(path, value);
    }

    /** Returns which of the events an account gets. */
    private static List<String> got(String yaml, String account) {
        try {
            var filter =
                    FrameworkUtil.createFilter((String) account(yaml, account).get("events.filter"));
            return EVENTS.stream()
                    .filter(event -> filter.matches(Map.of(
                            "type", event.substring(0, event.indexOf(' ')),
                            "level", event.substring(event.indexOf(' ') + 1))))
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> account(String yaml, String name) {
        return Yaml.check(yaml).configurations().get(Pid.of("org.sosgi.sink.newrelic", name));
    }
}
