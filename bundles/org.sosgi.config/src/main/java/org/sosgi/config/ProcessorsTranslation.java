package org.sosgi.config;

import java.util.List;
import java.util.Map;

/** What is done to events on their way: names of apps, users left out, the performance filter, categories. */
final class ProcessorsTranslation implements Translation {

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        var on = Switches.of(file);
        Section performance = file.section("logEvents.enginePerformanceMonitor");
        if (on.userEvents() || on.qixPerf()) {
            boolean qixPerf = on.qixPerf() && performance.flag("enable") && performance.flag("appNameLookup.enable");
            out.put(Pid.of("org.sosgi.process.appnames"), Map.of("user_events", on.userEvents(), "qix_perf", qixPerf));
        }
        if (on.userEvents()) {
            excludeUsers(file, out);
        }
        if (on.qixPerf()) {
            String filter = performance.node("monitorFilter").map(Json::of).orElse("{}");
            out.put(
                    Pid.of("org.sosgi.process.qixfilter"),
                    Map.of(
                            "monitor", performance.flag("enable"),
                            "filter", filter,
                            "rejected_interval", CountsTranslation.rejected(file)));
        }
        if (on.logEvents()) {
            out.put(Pid.of("org.sosgi.process.rowgaps"), Map.of());
        }
        if (on.logEvents() && file.flag("logEvents.categorise.enable")) {
            categorise(file.section("logEvents.categorise"), out);
        }
    }

    private static void excludeUsers(Section file, Map<Pid, Map<String, Object>> out) {
        String[] users = users(file.sections("userEvents.excludeUser"));
        if (users.length > 0) {
            out.put(Pid.of("org.sosgi.process.excludeusers"), Map.of("users", users));
        }
    }

    /** Returns {@code DIRECTORY\\id} for each. */
    static String[] users(List<Section> users) {
        return users.stream()
                .map(user -> user.text("directory", "") + "\\" + user.text("userId", ""))
                .toArray(String[]::new);
    }

    private static void categorise(Section categorise, Map<Pid, Map<String, Object>> out) {
        String[] rules = categorise.items("rules").stream().map(Json::of).toArray(String[]::new);
        String[] defaults = categorise.flag("ruleDefault.enable")
                ? TagsTranslation.namesAndValues(categorise.sections("ruleDefault.category"))
                : new String[0];
        boolean keep = categorise.flag("dropKeepsEvent");
        out.put(
                Pid.of("org.sosgi.process.categorise"),
                Map.of("rules", rules, "default_categories", defaults, "drop_keeps_event", keep));
    }
}
