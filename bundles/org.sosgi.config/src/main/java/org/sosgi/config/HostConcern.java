package org.sosgi.config;

import java.util.List;

/**
 * The repository that is asked for the names of apps can be found. Asks the network, so it belongs where a person waits for the
 * answer, {@code sosgi check} and the first start, and not where a running agent reads its file again: a name server that is
 * down for a moment must not make a file wrong, and the collector tells of it anyway.
 */
final class HostConcern implements Concern {

    private static final String HOST = "appNames.hostIP";
    private static final int REPOSITORY_PORT = 4242;

    private final Network network;

    HostConcern(Network network) {
        this.network = network;
    }

    @Override
    public void check(Section file, List<Problem> problems) {
        String host = file.text(HOST, "");
        if (!file.flag("appNames.enableAppNameExtract") || !Formats.matches("ipv4-or-name", host)) {
            return;
        }
        if (!network.knows(host)) {
            String text = "this name has no IPv4 address here; correct it, or write the address";
            problems.add(Problem.error(file.line(HOST), ROOT + HOST, text));
        } else if (!network.reaches(host, REPOSITORY_PORT)) {
            String text =
                    "port " + REPOSITORY_PORT + " of this host, the Qlik Sense repository, cannot be reached from here;"
                            + " names of apps stay unknown until it can";
            problems.add(Problem.warning(file.line(HOST), ROOT + HOST, text));
        }
    }
}
