package org.sosgi.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Collector;

/**
 * The counts of events, and the tags of the counts. Events that were rejected are counted where they are rejected, see
 * {@link #rejected}. Each of the two kinds works without the other, which they do not in the original.
 */
final class CountsTranslation implements Translation {

    private static final String PERFORMANCE = "logEvents.enginePerformanceMonitor.";
    private static final long USUAL_INTERVAL = 20_000;

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        var on = Switches.of(file);
        if (rejected(file) > 0) {
            List<Section> tags = file.sections(PERFORMANCE + "trackRejectedEvents.tags");
            TagsTranslation.add("rejected-count", "(type=agent.rejected_count)", tags, out);
        }
        if (file.flag("qlikSenseEvents.eventCount.enable") && (on.logEvents() || on.userEvents())) {
            List<Section> tags = file.sections("qlikSenseEvents.eventCount.influxdb.tags");
            TagsTranslation.add("event-count", "(type=agent.event_count)", tags, out);
            out.put(Pid.of("org.sosgi.process.counts"), counts(file, on));
        }
    }

    private static Map<String, Object> counts(Section file, Switches on) {
        // While the monitor is off no performance event gets further than being counted.
        String performance = file.flag(PERFORMANCE + "enable") ? "accepted" : "all";
        Map<String, Object> settings = new TreeMap<>();
        settings.put("log_events", on.logEvents());
        settings.put("user_events", on.userEvents());
        settings.put("qix_perf", on.qixPerf() ? performance : "off");
        settings.put(Collector.NAME, "event-counts");
        settings.put(Collector.INTERVAL, interval(file));
        return settings;
    }

    private static long interval(Section file) {
        return file.number("qlikSenseEvents.influxdb.writeFrequency", USUAL_INTERVAL);
    }

    /** Returns every how many milliseconds rejected performance events are told; 0 if they are not counted. */
    static long rejected(Section file) {
        boolean counted = Switches.of(file).qixPerf()
                && file.flag("qlikSenseEvents.rejectedEventCount.enable")
                && file.flag(PERFORMANCE + "enable")
                && file.flag(PERFORMANCE + "trackRejectedEvents.enable");
        return counted ? interval(file) : 0;
    }
}
