package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the agent tells of itself: uptime, heartbeat, errors, crashes, health, counts. */
final class OwnTranslationsTest {

    private static final String POLL = Yaml.golden("poll-v1.yaml");

    @Test
    void byTheClock() {
        assertEquals(
                Map.of(
                        "collector.name", "uptime",
                        "collector.schedule", "every 15 seconds",
                        "log_level", "info",
                        "instance", "DEV",
                        "memory_events", true),
                translate(POLL, "org.sosgi.uptime"));
        assertEquals(
                Map.of(
                        "collector.name", "heartbeat",
                        "collector.schedule", "every 10 seconds",
                        "url", "http://127.0.0.1:4710/heartbeat"),
                translate(POLL, "org.sosgi.heartbeat"));
        String neither = new YamlEdit(POLL).set("influxdbConfig", "{enable: false}");
        assertEquals(true, translate(neither, "org.sosgi.uptime").get("memory_events"), "for New Relic");
        neither = new YamlEdit(neither).set("uptimeMonitor.storeNewRelic.enable", "false");
        assertEquals(true, translate(neither, "org.sosgi.uptime").get("memory_events"), "for the history");
        neither = own(neither, "history: {enable: false}");
        assertEquals(false, translate(neither, "org.sosgi.uptime").get("memory_events"));
    }

    @Test
    void crashesAndErrors() {
        String here = Path.of("").toAbsolutePath().toString();
        assertEquals(
                Map.of("directory", Path.of(here, "logs/poll-v1/crash").toString(), "json", true, "text", true),
                translate(POLL, "org.sosgi.crash"));
        String blank = new YamlEdit(POLL).set("crashFile.crashFileDirectory", "\" \"");
        assertEquals(here, translate(blank, "org.sosgi.crash").get("directory"));
        String text = new YamlEdit(POLL).set("crashFile.crashFileCreateJson", "false");
        assertEquals(false, translate(text, "org.sosgi.crash").get("json"));
        String off = new YamlEdit(POLL).set("crashFile", "{enable: false}");
        assertEquals(
                Map.of("json", false, "text", false),
                translate(off, "org.sosgi.crash"),
                "without settings they would be written");
        assertEquals(Map.of("log_summary", true, "events", true), translate(POLL, "org.sosgi.errors"));
        String logOnly = new YamlEdit(POLL).set("errorTracking.influxdb.enable", "false");
        assertEquals(
                Map.of("log_summary", true, "events", true), translate(logOnly, "org.sosgi.errors"), "for history");
        logOnly = own(logOnly, "history: {enable: false}");
        assertEquals(Map.of("log_summary", true, "events", false), translate(logOnly, "org.sosgi.errors"));
    }

    @Test
    void probes() {
        assertEquals(Map.of("host", "127.0.0.1", "port", 12398), translate(POLL, "org.sosgi.health"));
        String elsewhere = own(POLL, "health: {host: 0.0.0.0, port: 8080}");
        assertEquals(Map.of("host", "0.0.0.0", "port", 8080), translate(elsewhere, "org.sosgi.health"));
        String off = new YamlEdit(POLL).set("dockerHealthCheck", "{enable: false}");
        assertNull(translate(off, "org.sosgi.health"));
        assertNull(translate(own(off, "health: {host: 0.0.0.0}"), "org.sosgi.health"));
        assertEquals(
                Map.of("host", "127.0.0.1", "port", 8080),
                translate(own(off, "health: {port: 8080}"), "org.sosgi.health"));
    }

    @Test
    void counts() {
        assertEquals(
                Map.of(
                        "log_events",
                        true,
                        "user_events",
                        true,
                        "qix_perf",
                        "accepted",
                        "collector.name",
                        "event-counts",
                        "collector.interval",
                        3_600_000L),
                translate(POLL, "org.sosgi.process.counts"));
        assertEquals(
                "all",
                translate(Yaml.golden("udp-perfoff-v1.yaml"), "org.sosgi.process.counts")
                        .get("qix_perf"));
        String off = new YamlEdit(POLL).set("logEvents.source.qixPerf.enable", "false");
        assertEquals("off", translate(off, "org.sosgi.process.counts").get("qix_perf"));
        var tags = Yaml.check(POLL).configurations().get(Pid.of("org.sosgi.process.tags", "event-count"));
        assertEquals("(type=agent.event_count)", tags.get("events"));
        assertArrayEquals(new String[] {"qs_env=dev"}, (String[]) tags.get("tags"));
    }

    @Test
    void countsOfRejectedEventsNeedNoOtherSwitch() {
        assertEquals(3_600_000L, translate(POLL, "org.sosgi.process.qixfilter").get("rejected_interval"));
        String alone = new YamlEdit(POLL).set("qlikSenseEvents.eventCount.enable", "false");
        assertEquals(3_600_000L, translate(alone, "org.sosgi.process.qixfilter").get("rejected_interval"));
        assertNull(translate(alone, "org.sosgi.process.counts"));
        String other = new YamlEdit(POLL).set("qlikSenseEvents.rejectedEventCount.enable", "false");
        assertEquals(0L, translate(other, "org.sosgi.process.qixfilter").get("rejected_interval"));
        assertEquals(3_600_000L, translate(other, "org.sosgi.process.counts").get("collector.interval"));
        assertFalse(Yaml.check(other).configurations().containsKey(Pid.of("org.sosgi.process.tags", "rejected-count")));
        String untracked =
                new YamlEdit(POLL).set("logEvents.enginePerformanceMonitor.trackRejectedEvents.enable", "false");
        assertEquals(0L, translate(untracked, "org.sosgi.process.qixfilter").get("rejected_interval"));
    }

    private static String own(String yaml, String keys) {
        return new YamlEdit(yaml).insertBefore("influxdbConfig", "sosgi: {" + keys + "}");
    }

    private static Map<String, Object> translate(String yaml, String pid) {
        return Yaml.check(yaml).configurations().get(Pid.of(pid));
    }
}
