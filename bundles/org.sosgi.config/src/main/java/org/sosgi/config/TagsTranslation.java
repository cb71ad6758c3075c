package org.sosgi.config;

import java.util.List;
import java.util.Map;

/** Tags that the file adds to events: one processor for each list of tags that is not empty. */
final class TagsTranslation implements Translation {

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        var on = Switches.of(file);
        if (on.logEvents()) {
            add("log-events", "(type=log.*)", file.sections("logEvents.tags"), out);
            addQueue("log", file.section("logEvents.udpServerConfig.queueMetrics.influxdb"), out);
        }
        if (on.userEvents()) {
            add("user-events", "(type=user)", file.sections("userEvents.tags"), out);
            addQueue("user", file.section("userEvents.udpServerConfig.queueMetrics.influxdb"), out);
        }
    }

    private static void addQueue(String endpoint, Section metrics, Map<Pid, Map<String, Object>> out) {
        if (metrics.flag("enable")) {
            String events = "(&(type=agent.queue)(queue_type=" + endpoint + "_events))";
            add("queue-" + endpoint, events, metrics.sections("tags"), out);
        }
    }

    static void add(String name, String events, List<Section> tags, Map<Pid, Map<String, Object>> out) {
        if (!tags.isEmpty()) {
            Pid pid = Pid.of("org.sosgi.process.tags", name);
            out.put(pid, Map.of("events", events, "tags", namesAndValues(tags)));
        }
    }

    /** Returns {@code name=value} for each; the schema sees to it that no name has a {@code =}. */
    static String[] namesAndValues(List<Section> tags) {
        return tags.stream()
                .map(tag -> tag.text("name", "") + "=" + tag.text("value", ""))
                .toArray(String[]::new);
    }
}
