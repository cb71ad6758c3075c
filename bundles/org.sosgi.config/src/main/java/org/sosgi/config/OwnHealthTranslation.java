package org.sosgi.config;

import java.util.Map;
import java.util.TreeMap;

/** What watches the agent itself: reports of crashes, the tracking of errors, the address that answers to probes. */
final class OwnHealthTranslation implements Translation {

    static final String LOOPBACK = "127.0.0.1";
    private static final int USUAL_PORT = 12_398;

    /** Our own keys for the address that answers to probes. */
    static final String KEYS = "sosgi.health";

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        crash(file.section("crashFile"), out);
        Section errors = file.section("errorTracking");
        if (errors.flag("enable")) {
            boolean events = errors.flag("influxdb.enable") || HistoryTranslation.on(file);
            out.put(
                    Pid.of("org.sosgi.errors"),
                    Map.of("log_summary", errors.flag("logSummary.enable"), "events", events));
        }
        probes(file, out);
    }

    /** Without settings reports are written, so that none is missed before the file is read: off must be said. */
    private static void crash(Section crash, Map<Pid, Map<String, Object>> out) {
        if (crash.node("enable").isEmpty()) {
            return;
        }
        boolean on = crash.flag("enable");
        Map<String, Object> settings = new TreeMap<>();
        if (on) {
            // An empty path is the folder in which the process was started, as in the original.
            settings.put(
                    "directory",
                    Paths.absolute(crash.text("crashFileDirectory", "").strip()));
        }
        settings.put("json", on && crash.flag("crashFileCreateJson"));
        settings.put("text", on && crash.flag("crashFileCreateText"));
        out.put(Pid.of("org.sosgi.crash"), settings);
    }

    /** Returns whether there is an address that answers to probes. */
    static boolean probed(Section file) {
        return file.flag("dockerHealthCheck.enable")
                || file.number(KEYS + ".port").isPresent();
    }

    /** Our own keys stand above the original's, which know no host; a port of our own is a switch as well. */
    private static void probes(Section file, Map<Pid, Map<String, Object>> out) {
        Section own = file.section(KEYS);
        if (probed(file)) {
            long port = own.number("port", file.number("dockerHealthCheck.port", USUAL_PORT));
            Map<String, Object> settings = new TreeMap<>();
            settings.put("host", own.text("host", LOOPBACK));
            settings.put("port", (int) port);
            Served.put(settings, own);
            out.put(Pid.of("org.sosgi.health"), settings);
        }
    }
}
