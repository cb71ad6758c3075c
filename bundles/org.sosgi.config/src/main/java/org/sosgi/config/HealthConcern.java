package org.sosgi.config;

import java.util.List;

/** Who can ask the agent how it is. */
final class HealthConcern implements Concern {

    private static final String HEALTH = OwnHealthTranslation.KEYS;
    private static final String HOST = HEALTH + ".host";

    @Override
    public void check(Section file, List<Problem> problems) {
        if (!OwnHealthTranslation.probed(file)) {
            return;
        }
        boolean local = Hosts.isLoopback(file.text(HOST, OwnHealthTranslation.LOOPBACK));
        if (!local && !Served.guarded(file, HEALTH)) {
            String text = "anybody who reaches this machine can ask how the agent is; set bearerToken or"
                    + " allowedSources, or take 127.0.0.1";
            problems.add(Problem.warning(file.line(HOST), ROOT + HOST, text));
        }
        Served.check(file, HEALTH, local, problems);
    }
}
