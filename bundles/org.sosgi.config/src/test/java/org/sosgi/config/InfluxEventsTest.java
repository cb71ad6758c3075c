package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

final class InfluxEventsTest {

    private static final String V1 = Yaml.golden("udp-v1.yaml");

    private static final List<String> TYPES = List.of(
            "log.engine",
            "user",
            "agent.queue log",
            "agent.queue user",
            "agent.event_count",
            "agent.rejected_count",
            "agent.memory",
            "agent.error",
            "sense.health",
            "sense.sessions",
            "sense.session",
            "sense.poll",
            "some.other");

    @Test
    void everythingButTheOutcomesOfPolls() {
        assertEquals("(|(type=log.*)(!(type=sense.poll)))", filter(V1));
        assertEquals(List.of("sense.poll"), kept(V1));
        String polls = new YamlEdit(V1).insertBefore("influxdbConfig", "sosgi: {polls: {sendToInfluxdb: true}}");
        assertEquals("", filter(polls));
    }

    @Test
    void eachSwitchKeepsItsOwnOut() {
        assertEquals(List.of("log.engine", "sense.poll"), keptWithout("logEvents.sendToInfluxdb.enable"));
        assertEquals(List.of("sense.poll", "user"), keptWithout("userEvents.sendToInfluxdb.enable"));
        assertEquals(
                List.of("agent.event_count", "agent.rejected_count", "sense.poll"),
                keptWithout("qlikSenseEvents.influxdb.enable"));
        assertEquals(List.of("agent.event_count", "sense.poll"), keptWithout("qlikSenseEvents.eventCount.enable"));
        assertEquals(
                List.of("agent.rejected_count", "sense.poll"),
                keptWithout("qlikSenseEvents.rejectedEventCount.enable"));
        assertEquals(
                List.of("agent.memory", "sense.poll"),
                keptWithout("uptimeMonitor.storeInInfluxdb.butlerSOSMemoryUsage"));
        assertEquals(List.of("agent.error", "sense.poll"), keptWithout("errorTracking.influxdb.enable"));
        assertEquals(
                List.of("agent.queue log", "sense.poll"),
                keptWithout("logEvents.udpServerConfig.queueMetrics.influxdb.enable"));
        assertEquals(
                List.of("agent.queue user", "sense.poll"),
                keptWithout("userEvents.udpServerConfig.queueMetrics.influxdb.enable"));
    }

    @Test
    void aSectionThatIsOffSendsNothing() {
        assertEquals(
                List.of("agent.memory", "sense.poll"), kept(new YamlEdit(V1).set("uptimeMonitor", "{enable: false}")));
        assertEquals(
                List.of("agent.error", "sense.poll"), kept(new YamlEdit(V1).set("errorTracking", "{enable: false}")));
        assertEquals(
                List.of("agent.queue user", "sense.poll"),
                kept(new YamlEdit(V1).set("userEvents", "{enable: false}")),
                "and user events there are none");
    }

    private static List<String> keptWithout(String flag) {
        return kept(new YamlEdit(V1).set(flag, "false"));
    }

    /** Returns which types of events are kept from InfluxDB. */
    private static List<String> kept(String yaml) {
        var kept = new TreeSet<String>();
        try {
            var filter = FrameworkUtil.createFilter(filter(yaml));
            for (String type : TYPES) {
                String[] words = type.split(" ");
                String queue = words.length > 1 ? words[1] + "_events" : "";
                if (!filter.matches(Map.of("type", words[0], "queue_type", queue))) {
                    kept.add(type);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
        return List.copyOf(kept);
    }

    private static String filter(String yaml) {
        return (String) Yaml.check(yaml)
                .configurations()
                .get(Pid.of("org.sosgi.sink.influxdb", "butler-sos"))
                .getOrDefault("events.filter", "");
    }
}
