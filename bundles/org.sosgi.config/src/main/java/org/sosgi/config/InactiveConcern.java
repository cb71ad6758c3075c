package org.sosgi.config;

import java.util.List;

/** Says which parts of the file this version accepts but does not act upon yet. Goes as those parts come. */
final class InactiveConcern implements Concern {

    private static final List<String> SWITCHES = List.of("configVisualisation.enable", "auditEvents.enable");

    @Override
    public void check(Section file, List<Problem> problems) {
        for (String path : SWITCHES) {
            if (file.flag(path)) {
                String text = "not yet active: this version accepts the section and does nothing with it";
                problems.add(Problem.info(file.line(path), ROOT + path, text));
            }
        }
    }
}
