package org.sosgi.launcher.options;

import java.util.List;

/**
 * The New Relic accounts of the command line; they replace those of the configuration file as a whole. Registered as a service if
 * there are any.
 *
 * @param accounts at least one, in the order of the command line
 */
public record NewRelicAccounts(List<Account> accounts) {

    public NewRelicAccounts {
        accounts = List.copyOf(accounts);
    }

    /**
     * @param name by which the configuration file refers to the account
     * @param key a secret
     */
    public record Account(String name, String id, String key) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Account[name=" + name + ", id=" + id + ", key=**********]";
        }
    }
}
