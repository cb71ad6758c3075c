package org.sosgi.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where New Relic is, and how users are hidden from it. Accounts are another concern. */
final class NewRelicConcern implements Concern {

    private static final String METRIC_URL = "newRelic.metric.url";
    private static final String EVENT_URL = "newRelic.event.url";
    private static final String UPTIME = "uptimeMonitor.storeNewRelic.enable";
    private static final String USERS = "userEvents.sendToNewRelic";
    private static final int GOOD_KEY = 16;

    @Override
    public void check(Section file, List<Problem> problems) {
        boolean on = file.flag("newRelic.enable");
        if (!on && NewRelicRoutes.uptime(file) && !NewRelicRoutes.address(file)) {
            String text = "nothing is sent: it would go to the address in " + METRIC_URL
                    + ", also while newRelic.enable is" + " false; write one, " + Formats.description("http-url");
            problems.add(Problem.warning(file.line(UPTIME), ROOT + UPTIME, text));
        }
        if (on && otherRegion(region(file, METRIC_URL), region(file, EVENT_URL))) {
            String text = "events go to another region than metrics, and an account is in one of them; compare "
                    + EVENT_URL + " and this";
            problems.add(Problem.warning(file.line(METRIC_URL), ROOT + METRIC_URL, text));
        }
        boolean sent = on || NewRelicRoutes.uptime(file);
        Stream.of(METRIC_URL, EVENT_URL)
                .filter(path -> sent && isClear(file.text(path, "")))
                .forEach(path -> {
                    String text = "API keys go over the network for anybody to read; write https";
                    problems.add(Problem.warning(file.line(path), ROOT + path, text));
                });
        if (on) {
            for (String kind : List.of("event", "metric")) {
                headers(file, "newRelic." + kind + ".header", problems);
                login(file, "newRelic." + kind + ".url", problems);
            }
        }
        if (file.flag("userEvents.enable") && file.flag(USERS + ".enable")) {
            key(file, problems);
        }
    }

    private static boolean isClear(String url) {
        String http = "http://";
        if (!url.regionMatches(true, 0, http, 0, http.length())) {
            return false;
        }
        try {
            String host = URI.create(url).getHost();
            return host == null || !Hosts.isLoopback(host);
        } catch (IllegalArgumentException e) {
            return false; // The schema has told that it is no URL.
        }
    }

    /** A value can be a secret, so it is not shown. */
    private static void headers(Section file, String path, List<Problem> problems) {
        int index = 0;
        for (Node item : file.items(path)) {
            Section header = Section.of(item);
            if (header.text("value", "").chars().anyMatch(Character::isISOControl)) {
                String text = "has a line break or another control character in it; take it out";
                problems.add(Problem.error(header.line("value"), ROOT + path + "[" + index + "].value", text));
            }
            index++;
        }
    }

    private static void login(Section file, String path, List<Problem> problems) {
        String url = file.text(path, "");
        if (!NewRelicRoutes.isPlain(url)) {
            String text = url.indexOf('@') >= 0
                    ? "must not have a user in it, so nothing is sent; take out what stands before @"
                    : "must not have a # in it, so nothing is sent; take it out, and what follows";
            problems.add(Problem.warning(file.line(path), ROOT + path, text));
        }
    }

    private static void key(Section file, List<Problem> problems) {
        String path = USERS + ".scrambleKey";
        String key = file.text(path, "");
        if (key.isEmpty()) {
            return;
        }
        if (!file.flag(USERS + ".scramble")) {
            String text = "has no effect while scramble is false";
            problems.add(Problem.warning(file.line(path), ROOT + path, text));
        } else if (key.length() < GOOD_KEY) {
            String text = "is too short and could be guessed; it must have " + GOOD_KEY + " characters or more";
            problems.add(Problem.error(file.line(path), ROOT + path, text));
        }
    }

    private static boolean otherRegion(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    /** Returns an empty text for a host that is not New Relic's, such as a proxy: it may pass on to any region. */
    private static String region(Section file, String path) {
        String url = file.text(path, "").toLowerCase(Locale.ROOT);
        if (!url.contains(".newrelic.com") && !url.contains(".nr-data.net")) {
            return "";
        }
        return url.contains(".eu01.") || url.contains(".eu.") ? "eu" : "us";
    }
}
