package org.sosgi.launcher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to happen so that the bundles the framework remembers from its last run become those the features name.
 *
 * @param install locations to install, in the order of the features
 * @param update locations whose jar is not the one of the last run
 * @param uninstall locations that no feature names any more
 */
record Reconciliation(List<String> install, List<String> update, List<String> uninstall) {

    /**
     * @param wanted stamp of the jar by location, in the order of the features
     * @param known stamps of the last run, by location: what the launcher itself had installed
     * @param installed locations the framework remembers; those that are neither wanted nor known belong to others,
     *     such as {@code deploy/}, and stay
     */
    static Reconciliation of(Map<String, String> wanted, Map<String, String> known, Set<String> installed) {
        List<String> install = new ArrayList<>();
        List<String> update = new ArrayList<>();
        for (var entry : wanted.entrySet()) {
            if (!installed.contains(entry.getKey())) {
                install.add(entry.getKey());
            } else if (!entry.getValue().equals(known.get(entry.getKey()))) {
                update.add(entry.getKey());
            }
        }
        Set<String> gone = new HashSet<>(known.keySet());
        gone.retainAll(installed);
        gone.removeAll(wanted.keySet());
        return new Reconciliation(install, update, List.copyOf(gone));
    }
}
