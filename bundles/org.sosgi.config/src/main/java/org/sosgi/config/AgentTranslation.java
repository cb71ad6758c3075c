package org.sosgi.config;

import java.util.Map;
import java.util.TreeMap;

/** Settings of the agent itself, which the original does not have. Without them the agent's own defaults hold. */
final class AgentTranslation implements Translation {

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        Section journal = file.section("sosgi.journal");
        Map<String, Object> settings = new TreeMap<>();
        String directory = journal.text("directory", "");
        if (!directory.isEmpty()) {
            settings.put("directory", directory);
        }
        journal.number("maxBytes").ifPresent(bytes -> settings.put("max.bytes", bytes));
        journal.number("maxAge").ifPresent(hours -> settings.put("max.age.hours", hours.intValue()));
        journal.number("syncInterval").ifPresent(ms -> settings.put("sync.interval.ms", ms.intValue()));
        if (!settings.isEmpty()) {
            out.put(Pid.of("org.sosgi.journal"), settings);
        }
    }
}
