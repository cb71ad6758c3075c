package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Which events InfluxDB gets: what the file keeps from it is left out, and everything else goes through, also types that are not
 * known here.
 */
final class InfluxEvents {

    private static final String LOG = "(type=log.*)";

    private final Section file;
    private final List<String> unwanted = new ArrayList<>();

    private InfluxEvents(Section file) {
        this.file = file;
    }

    /** Returns the filter as {@link org.sosgi.api.Sink#FILTER} takes it. */
    static String filter(Section file) {
        var events = new InfluxEvents(file);
        return events.filter();
    }

    private String filter() {
        boolean logs = file.flag("logEvents.sendToInfluxdb.enable");
        if (!logs) {
            unwanted.add(LOG);
        }
        if (file.flag("userEvents.enable")) {
            only("(type=user)", "userEvents.sendToInfluxdb.enable");
        }
        String counts = "qlikSenseEvents.influxdb.enable";
        only("(type=agent.event_count)", counts, "qlikSenseEvents.eventCount.enable");
        only("(type=agent.rejected_count)", counts, "qlikSenseEvents.rejectedEventCount.enable");
        only("(type=agent.memory)", "uptimeMonitor.enable", "uptimeMonitor.storeInInfluxdb.butlerSOSMemoryUsage");
        only("(type=agent.error)", "errorTracking.enable", "errorTracking.influxdb.enable");
        onlyQueue("user");
        onlyQueue("log");
        only("(type=sense.poll)", "sosgi.polls.sendToInfluxdb");
        if (unwanted.isEmpty()) {
            return "";
        }
        String rest = unwanted.size() == 1 ? unwanted.get(0) : "(|" + String.join("", unwanted) + ")";
        // Nearly all events are log events: the first term decides about them, and the others need not be looked at.
        return logs ? "(|" + LOG + "(!" + rest + "))" : "(!" + rest + ")";
    }

    private void onlyQueue(String endpoint) {
        only(
                "(&(type=agent.queue)(queue_type=" + endpoint + "_events))",
                endpoint + "Events.udpServerConfig.queueMetrics.influxdb.enable");
    }

    /** Lets the events through only if all the switches are on. */
    private void only(String events, String... switches) {
        if (!List.of(switches).stream().allMatch(file::flag)) {
            unwanted.add(events);
        }
    }
}
