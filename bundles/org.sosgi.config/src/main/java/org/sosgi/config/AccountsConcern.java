package org.sosgi.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where New Relic is used there are accounts, they are known, and have what is needed. Looked at when the accounts of the command line
 * are in their place, see {@link CommandLineAccounts}.
 */
final class AccountsConcern implements Concern {

    private static final String USER = NewRelicRoutes.USER_ACCOUNTS;
    private static final String METRIC = NewRelicRoutes.METRIC_ACCOUNTS;

    @Override
    public void check(Section file, List<Problem> problems) {
        boolean metrics = file.flag("newRelic.enable");
        boolean own = metrics && NewRelicRoutes.metricAccounts(file).equals(METRIC);
        if (own) {
            known(file, METRIC, problems);
            boolean asked = file.node("newRelic.metric.accounts").isPresent();
            if (!asked && !Set.copyOf(file.texts(METRIC)).equals(Set.copyOf(file.texts(USER)))) {
                String text = "metrics go to these accounts; Butler SOS sends them to those of " + USER
                        + ", and so does newRelic.metric.accounts: userEvents";
                problems.add(Problem.warning(file.line(METRIC), ROOT + METRIC, text));
            }
        }
        boolean users = file.flag("userEvents.enable") && file.flag("userEvents.sendToNewRelic.enable");
        if (users || metrics && !own) {
            used(file, USER, problems);
        }
        if (Switches.of(file).logEvents() && file.flag("logEvents.sendToNewRelic.enable")) {
            used(file, NewRelicRoutes.LOG_ACCOUNTS, problems);
        }
        if (NewRelicRoutes.uptime(file)) {
            used(file, NewRelicRoutes.UPTIME_ACCOUNTS, problems);
        }
        accounts(file, problems);
    }

    private static void used(Section file, String path, List<Problem> problems) {
        if (file.items(path).isEmpty()) {
            String text = "is empty, so nothing goes to New Relic from here; name accounts of"
                    + " thirdPartyToolsCredentials.newRelic";
            problems.add(Problem.warning(file.line(path), ROOT + path, text));
        }
        known(file, path, problems);
    }

    private static void known(Section file, String path, List<Problem> problems) {
        Set<String> accounts = NewRelicRoutes.accounts(file).keySet();
        int index = 0;
        for (Node item : file.items(path)) {
            if (item instanceof Node.Scalar scalar
                    && scalar.value() instanceof String name
                    && !accounts.contains(name)) {
                String text =
                        "there is no such account in " + CommandLineAccounts.PATH + "; add it, or correct the name";
                problems.add(Problem.warning(item.line(), ROOT + path + "[" + index + "]", text));
            }
            index++;
        }
    }

    /** An account that lacks something is left out, and the rest of the file is used. */
    private static void accounts(Section file, List<Problem> problems) {
        var routes = NewRelicRoutes.of(file);
        Map<String, Integer> lines = new HashMap<>();
        List<Node> items = file.items(CommandLineAccounts.PATH);
        for (int i = 0; i < items.size(); i++) {
            Section account = Section.of(items.get(i));
            String name = account.text("accountName", "");
            String path = ROOT + CommandLineAccounts.PATH + "[" + i + "].";
            Integer earlier = lines.putIfAbsent(name, account.line("accountName"));
            if (earlier != null) {
                String text = "line " + earlier + " has an account of this name already, and that one is used";
                problems.add(Problem.warning(account.line("accountName"), path + "accountName", text));
            } else if (routes.used().contains(name)
                    && account.text("insertApiKey", "").isBlank()) {
                String text = "is empty, so nothing goes to this account; write its key, better as ${env:NAME}";
                problems.add(Problem.warning(account.line("insertApiKey"), path + "insertApiKey", text));
            } else if (routes.events(name) && !NewRelicRoutes.isNumber(account.text("accountId", ""))) {
                String text = "is no number of an account, so no events go to this account, only metrics; write it, in"
                        + " quotes";
                problems.add(Problem.warning(account.line("accountId"), path + "accountId", text));
            }
        }
    }
}
