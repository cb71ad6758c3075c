package org.sosgi.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which events one New Relic account gets: nothing but what the file sends there. */
final class NewRelicEvents {

    private static final List<String> SOURCES = List.of("engine", "proxy", "repository", "scheduler");
    private static final List<String> LEVELS = List.of("error", "warn", "fatal");
    private static final List<String> ENGINE =
            List.of("memory", "cpu", "calls", "selections", "sessions", "users", "saturated");

    private NewRelicEvents() {}

    /**
     * Returns the filter as {@link org.sosgi.api.Sink#FILTER} takes it; empty if the account gets nothing.
     *
     * @param numbered whether the account has a number, without which it can be sent metrics only
     */
    static String filter(Section file, NewRelicRoutes routes, String account, boolean numbered) {
        List<String> wanted = new ArrayList<>();
        if (numbered && routes.logEvents().contains(account)) {
            logEvents(file, wanted);
        }
        if (numbered && routes.userEvents().contains(account)) {
            wanted.add("(type=user)");
        }
        List<String> metrics = metrics(file);
        boolean sessions = metrics.remove("proxy_sessions");
        if (routes.health().contains(account) && !metrics.isEmpty()) {
            wanted.add("(type=sense.health)");
        }
        if (routes.sessions().contains(account) && sessions) {
            wanted.add("(type=sense.sessions)");
        }
        if (routes.uptime().contains(account) && !uptimeMetrics(file).isEmpty()) {
            wanted.add("(type=agent.memory)");
        }
        return wanted.isEmpty() ? "" : or(wanted);
    }

    /** Returns for each source that is on its levels, {@code engine=error,warn}. */
    static List<String> logLevels(Section file) {
        List<String> all = new ArrayList<>();
        levels(file).forEach((source, levels) -> all.add(source + "=" + String.join(",", levels)));
        return all;
    }

    /** Returns the metrics of the Sense services that are on. */
    static List<String> metrics(Section file) {
        Section dynamic = file.section("newRelic.metric.dynamic");
        List<String> metrics = new ArrayList<>();
        ENGINE.stream()
                .filter(name -> dynamic.flag("engine." + name + ".enable"))
                .forEach(metrics::add);
        if (dynamic.flag("apps.docCount.enable")) {
            metrics.add("doc_count");
        }
        if (dynamic.flag("cache.cache.enable")) {
            metrics.add("cache");
        }
        if (dynamic.flag("proxy.sessions.enable")) {
            metrics.add("proxy_sessions");
        }
        return metrics;
    }

    /** Returns the metrics of the agent that are on. */
    static List<String> uptimeMetrics(Section file) {
        Section dynamic = file.section("uptimeMonitor.storeNewRelic.metric.dynamic");
        List<String> metrics = new ArrayList<>();
        if (dynamic.flag("butlerMemoryUsage.enable")) {
            metrics.add("memory");
        }
        if (dynamic.flag("butlerUptime.enable")) {
            metrics.add("uptime");
        }
        return metrics;
    }

    private static Map<String, List<String>> levels(Section file) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String source : SOURCES) {
            Section switches = file.section("logEvents.sendToNewRelic.source." + source);
            List<String> levels = LEVELS.stream()
                    .filter(level -> switches.flag("logLevel." + level))
                    .toList();
            if (switches.flag("enable") && !levels.isEmpty()) {
                all.put(source, levels);
            }
        }
        return all;
    }

    /** Levels are compared without regard to case, as in the original. Sources with the same levels share one term. */
    private static void logEvents(Section file, List<String> wanted) {
        Map<List<String>, List<String>> sources = new LinkedHashMap<>();
        levels(file)
                .forEach((source, levels) -> sources.computeIfAbsent(levels, key -> new ArrayList<>())
                        .add("(type=log." + source + ")"));
        sources.forEach((levels, types) -> {
            String any =
                    or(levels.stream().map(level -> "(level~=" + level + ")").toList());
            wanted.add("(&" + or(types) + any + ")");
        });
    }

    private static String or(List<String> terms) {
        return terms.size() == 1 ? terms.get(0) : terms.stream().collect(Collectors.joining("", "(|", ")"));
    }
}
