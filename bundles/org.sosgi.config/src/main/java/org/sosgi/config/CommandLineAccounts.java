package org.sosgi.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.launcher.options.NewRelicAccounts;

/** Puts the New Relic accounts of the command line in the place of those of the file, as a whole. */
final class CommandLineAccounts {

    /** Where the file has its accounts. */
    static final String PATH = "thirdPartyToolsCredentials.newRelic";

    private static final String GROUP = "thirdPartyToolsCredentials";

    private CommandLineAccounts() {}

    static Section over(Section file, NewRelicAccounts given) {
        int line = file.line(PATH);
        List<Node> accounts = new ArrayList<>();
        for (NewRelicAccounts.Account account : given.accounts()) {
            Map<String, Node> members = new LinkedHashMap<>();
            members.put("accountName", new Node.Scalar(line, account.name(), false));
            members.put("insertApiKey", new Node.Scalar(line, account.key(), true));
            members.put("accountId", new Node.Scalar(line, account.id(), false));
            accounts.add(new Node.Mapping(line, members));
        }
        Map<String, Node> group = new LinkedHashMap<>(file.section(GROUP).node().members());
        group.put("newRelic", new Node.Sequence(line, accounts));
        Map<String, Node> all = new LinkedHashMap<>(file.node().members());
        all.put(GROUP, new Node.Mapping(line, group));
        return new Section(new Node.Mapping(file.node().line(), all));
    }
}
