package org.sosgi.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where New Relic is used there are accounts, and they are known. Looked at when the accounts of the command line are in their
 * place, see {@link CommandLineAccounts}.
 */
final class AccountsConcern implements Concern {

    private static final String USER = "userEvents.sendToNewRelic.destinationAccount";
    private static final String METRIC = "newRelic.metric.destinationAccount";

    @Override
    public void check(Section file, List<Problem> problems) {
        boolean metrics = file.flag("newRelic.enable");
        if (metrics && !file.items(METRIC).isEmpty()) {
            known(file, METRIC, problems);
            if (!Set.copyOf(file.texts(METRIC)).equals(Set.copyOf(file.texts(USER)))) {
                String text = "metrics go to these accounts; Butler SOS sends them to those of " + USER;
                problems.add(Problem.warning(file.line(METRIC), ROOT + METRIC, text));
            }
            metrics = false;
        }
        boolean users = file.flag("userEvents.enable") && file.flag("userEvents.sendToNewRelic.enable");
        if (users || metrics) {
            used(file, USER, problems);
        }
        if (Switches.of(file).logEvents() && file.flag("logEvents.sendToNewRelic.enable")) {
            used(file, "logEvents.sendToNewRelic.destinationAccount", problems);
        }
        if (file.flag("uptimeMonitor.enable") && file.flag("uptimeMonitor.storeNewRelic.enable")) {
            used(file, "uptimeMonitor.storeNewRelic.destinationAccount", problems);
        }
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
        Set<String> accounts = file.sections(CommandLineAccounts.PATH).stream()
                .map(account -> account.text("accountName", ""))
                .collect(Collectors.toSet());
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
}
