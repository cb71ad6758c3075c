package org.sosgi.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which New Relic accounts get what, by the names in the file; whether there are such accounts is another question.
 *
 * @param health metrics of the engines
 * @param sessions metrics of the proxies
 * @param uptime metrics of the agent, which do not depend on {@code newRelic.enable}
 */
record NewRelicRoutes(
        Set<String> health, Set<String> sessions, Set<String> uptime, Set<String> userEvents, Set<String> logEvents) {

    static final String USER_ACCOUNTS = "userEvents.sendToNewRelic.destinationAccount";
    static final String LOG_ACCOUNTS = "logEvents.sendToNewRelic.destinationAccount";
    static final String METRIC_ACCOUNTS = "newRelic.metric.destinationAccount";
    static final String UPTIME_ACCOUNTS = "uptimeMonitor.storeNewRelic.destinationAccount";

    static NewRelicRoutes of(Section file) {
        boolean on = file.flag("newRelic.enable");
        boolean sessions = on && file.flag("newRelic.metric.dynamic.proxy.sessions.enable");
        boolean users = on && file.flag("userEvents.enable") && file.flag("userEvents.sendToNewRelic.enable");
        boolean logs = on && Switches.of(file).logEvents() && file.flag("logEvents.sendToNewRelic.enable");
        String metrics = metricAccounts(file);
        return new NewRelicRoutes(
                names(file, metrics, on),
                names(file, metrics, sessions),
                names(file, UPTIME_ACCOUNTS, uptime(file) && address(file)),
                names(file, USER_ACCOUNTS, users),
                names(file, LOG_ACCOUNTS, logs));
    }

    static boolean uptime(Section file) {
        return file.flag("uptimeMonitor.enable") && file.flag("uptimeMonitor.storeNewRelic.enable");
    }

    /** Returns whether the address for metrics is one; while {@code newRelic.enable} is false the schema does not look at it. */
    static boolean address(Section file) {
        String url = file.text("newRelic.metric.url", "");
        return Formats.matches("http-url", url) && isPlain(url);
    }

    /** Returns whether a URL has neither a user in it nor a fragment, both of which the sink refuses. */
    static boolean isPlain(String url) {
        return url.indexOf('@') < 0 && url.indexOf('#') < 0;
    }

    /**
     * Returns the path of the list that says where metrics go. The original takes the list for user events and ignores that for
     * metrics; so do we if the latter is empty, or if it is asked for.
     */
    static String metricAccounts(Section file) {
        boolean own = !file.text("newRelic.metric.accounts", "own").equals("userEvents");
        return own && !file.items(METRIC_ACCOUNTS).isEmpty() ? METRIC_ACCOUNTS : USER_ACCOUNTS;
    }

    /** Returns the accounts of the file by their names; of several of the same name the first counts, as in the original. */
    static Map<String, Section> accounts(Section file) {
        Map<String, Section> accounts = new LinkedHashMap<>();
        file.sections(CommandLineAccounts.PATH)
                .forEach(account -> accounts.putIfAbsent(account.text("accountName", ""), account));
        return accounts;
    }

    /** Returns whether that account is to get events, for which it needs a number. */
    boolean events(String account) {
        return userEvents.contains(account) || logEvents.contains(account);
    }

    /** Returns all accounts that anything goes to. */
    Set<String> used() {
        Set<String> used = new LinkedHashSet<>();
        List.of(health, sessions, uptime, userEvents, logEvents).forEach(used::addAll);
        return used;
    }

    /** Returns whether the text can be the number of an account, which becomes part of an address. */
    static boolean isNumber(String accountId) {
        String id = accountId.strip();
        return !id.isEmpty()
                && id.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    private static Set<String> names(Section file, String path, boolean on) {
        return new LinkedHashSet<>(on ? file.texts(path) : List.of());
    }
}
