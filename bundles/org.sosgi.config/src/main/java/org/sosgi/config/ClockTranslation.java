package org.sosgi.config;

import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Collector;

/** What is done by the clock: telling how the agent itself is, and that it lives. */
final class ClockTranslation implements Translation {

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        Section uptime = file.section("uptimeMonitor");
        if (uptime.flag("enable")) {
            boolean influx = Switches.of(file).influx() && uptime.flag("storeInInfluxdb.butlerSOSMemoryUsage");
            Map<String, Object> settings = byTheClock("uptime", uptime.text("frequency", ""));
            settings.put("log_level", uptime.text("logLevel", "verbose"));
            settings.put("instance", uptime.text("storeInInfluxdb.instanceTag", ""));
            boolean wanted = influx || uptime.flag("storeNewRelic.enable") || HistoryTranslation.on(file);
            settings.put("memory_events", wanted);
            out.put(Pid.of("org.sosgi.uptime"), settings);
        }
        Section heartbeat = file.section("heartbeat");
        if (heartbeat.flag("enable")) {
            Map<String, Object> settings = byTheClock("heartbeat", heartbeat.text("frequency", ""));
            settings.put("url", heartbeat.text("remoteURL", ""));
            out.put(Pid.of("org.sosgi.heartbeat"), settings);
        }
    }

    private static Map<String, Object> byTheClock(String name, String schedule) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(Collector.NAME, name);
        settings.put(Collector.SCHEDULE, schedule);
        return settings;
    }
}
