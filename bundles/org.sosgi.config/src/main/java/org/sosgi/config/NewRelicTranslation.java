package org.sosgi.config;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Sink;
import org.sosgi.schedule.Schedule;

/**
 * A New Relic sink for each account that anything goes to, so that one which refuses or is slow keeps nothing from the others. Which
 * events it gets is said by {@link NewRelicEvents}.
 */
final class NewRelicTranslation implements Translation {

    private static final long USUAL_INTERVAL = 30_000;

    /** Any time will do to begin with, as long as it is always the same. */
    private static final Instant SOME_DAY = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        var routes = NewRelicRoutes.of(file);
        if (routes.used().isEmpty()) {
            return;
        }
        Map<String, Section> accounts = NewRelicRoutes.accounts(file);
        List<String> names = List.copyOf(accounts.keySet());
        List<String> ids = accounts.values().stream()
                .map(account -> account.text("accountId", ""))
                .toList();
        List<String> instances = InstanceNames.of(names, ids);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String key = accounts.get(name).text("insertApiKey", "").strip();
            boolean numbered = NewRelicRoutes.isNumber(ids.get(i));
            String filter = NewRelicEvents.filter(file, routes, name, numbered);
            // Without a key everything would be refused for ever; AccountsConcern tells.
            if (!filter.isEmpty() && !key.isEmpty()) {
                Map<String, Object> settings = ofAll(file);
                settings.put("account_name", name);
                if (numbered) {
                    settings.put("account_id", ids.get(i).strip());
                }
                settings.put(".api_key", key);
                settings.put(Sink.FILTER, filter);
                out.put(Pid.of("org.sosgi.sink.newrelic", instances.get(i)), settings);
            }
        }
    }

    /** Returns what is the same for all accounts. */
    private static Map<String, Object> ofAll(Section file) {
        Map<String, Object> settings = new TreeMap<>();
        Section newRelic = file.section("newRelic");
        address(settings, newRelic.section("metric"), "metric");
        settings.put("gzip", newRelic.flag("gzip", true));
        Paths.putAbsolute(settings, "tls_ca", newRelic.text("caFile", ""));
        Settings.putText(settings, "tls_min_version", newRelic, "tls.minVersion");
        PrivacyTranslation.pseudonymise(settings, newRelic);
        if (newRelic.flag("enable")) {
            ofSense(settings, file);
        }
        uptime(settings, file.section("uptimeMonitor"), file);
        settings.put(Sink.ERROR_TYPE, "NEW_RELIC_POST");
        Settings.putText(settings, Sink.START, file, "sosgi.sinks.start");
        return settings;
    }

    /** What depends on {@code newRelic.enable}, without which nobody has checked it: it could keep the sink from starting. */
    private static void ofSense(Map<String, Object> settings, Section file) {
        Section newRelic = file.section("newRelic");
        address(settings, newRelic.section("event"), "event");
        for (String kind : List.of("event", "metric")) {
            Section attributes = newRelic.section(kind).section("attribute");
            settings.put(kind + "_attributes", TagsTranslation.namesAndValues(attributes.sections("static")));
            settings.put(kind + "_version", attributes.flag("dynamic.butlerSosVersion.enable"));
        }
        settings.put("metrics", NewRelicEvents.metrics(file).toArray(String[]::new));
        settings.put("log_levels", NewRelicEvents.logLevels(file).toArray(String[]::new));
        settings.put("saturated", newRelic.text("saturated", "number"));
        settings.put("health_interval", interval(file, "serversToMonitor.pollingInterval"));
        settings.put("sessions_interval", interval(file, "userSessions.pollingInterval"));
        scrambling(settings, file.section("userEvents.sendToNewRelic"));
    }

    /** A section that is off may have any number there. */
    private static long interval(Section file, String path) {
        long millis = file.number(path, USUAL_INTERVAL);
        return millis > 0 ? millis : USUAL_INTERVAL;
    }

    private static void address(Map<String, Object> settings, Section destination, String kind) {
        Settings.putText(settings, kind + "_url", destination, "url");
        List<String> headers = new ArrayList<>();
        for (Section header : destination.sections("header")) {
            String name = header.text("name", "");
            String value = header.text("value", "");
            if (Formats.matches("header-name", name) && value.chars().noneMatch(Character::isISOControl)) {
                headers.add(name + ": " + value);
            }
        }
        if (!headers.isEmpty()) {
            settings.put("." + kind + "_headers", headers.toArray(String[]::new));
        }
    }

    private static void scrambling(Map<String, Object> settings, Section users) {
        String key = users.text("scrambleKey", "");
        if (!users.flag("scramble")) {
            settings.put("scramble", "off");
        } else if (key.isEmpty()) {
            settings.put("scramble", "compatible");
        } else {
            settings.put("scramble", "keyed");
            settings.put(".scramble_key", key);
        }
    }

    private static void uptime(Map<String, Object> settings, Section monitor, Section file) {
        if (!NewRelicRoutes.uptime(file)) {
            return;
        }
        Section store = monitor.section("storeNewRelic");
        settings.put("uptime_metrics", NewRelicEvents.uptimeMetrics(file).toArray(String[]::new));
        settings.put("uptime_attributes", TagsTranslation.namesAndValues(store.sections("attribute.static")));
        settings.put("uptime_version", store.flag("attribute.dynamic.butlerVersion.enable"));
        try {
            var schedule = Schedule.parse(monitor.text("frequency", ""));
            Instant first = schedule.next(SOME_DAY);
            settings.put(
                    "uptime_interval",
                    Duration.between(first, schedule.next(first)).toMillis());
        } catch (IllegalArgumentException e) {
            // ScheduleConcern has told; whoever insists on such a file gets the sink's usual value.
            settings.remove("uptime_interval");
        }
    }
}
