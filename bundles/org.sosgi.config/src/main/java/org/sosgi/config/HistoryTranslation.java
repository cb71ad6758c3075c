package org.sosgi.config;

import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Sink;

/** The agent's own memory of what happened, which gets every event. On unless it is switched off, also for a file of the original. */
final class HistoryTranslation implements Translation {

    private static final long MIB = 1L << 20;

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        if (!on(file)) {
            return;
        }
        Section history = file.section("sosgi.history");
        Map<String, Object> settings = new TreeMap<>();
        Settings.putText(settings, "url", history, "url");
        Settings.putText(settings, "username", history, "username");
        Settings.putText(settings, ".password", history, "password");
        Durations.ofKey(history, "retention").ifPresent(ms -> settings.put("retention", ms));
        PrivacyTranslation.pseudonymise(settings, history);
        history.number("maxSizeMiB").ifPresent(size -> settings.put("max_bytes", size * MIB));
        Settings.putText(settings, Sink.START, file, "sosgi.sinks.start");
        out.put(Pid.of("org.sosgi.sink.jdbc", "history"), settings);
    }

    static boolean on(Section file) {
        return file.flag("sosgi.history.enable", true);
    }
}
