package org.sosgi.config;

import java.util.List;
import java.util.stream.Stream;

/** Pseudonyms that cannot be guessed, and personal data that is in the log on purpose. */
final class PrivacyConcern implements Concern {

    private static final String KEY = "sosgi.privacy.pseudonymKey";
    private static final String LOG = "sosgi.privacy.logPersonalData";
    private static final int GOOD_KEY = 16;

    @Override
    public void check(Section file, List<Problem> problems) {
        if (file.node(KEY).isPresent() && !(file.node(KEY).get() instanceof Node.Unresolved)) {
            key(file, problems);
        }
        if (file.flag(LOG)) {
            String text = "at debug and silly the log has names of people and what they do; take it out when that is"
                    + " no longer needed";
            problems.add(Problem.warning(file.line(LOG), ROOT + LOG, text));
        }
    }

    private static void key(Section file, List<Problem> problems) {
        String key = file.text(KEY, "");
        boolean used = Stream.of("influxdbConfig", "mqttConfig", "newRelic", "prometheus", "sosgi.history")
                .anyMatch(section -> file.flag(section + ".pseudonymiseUsers"));
        if (key.length() < GOOD_KEY) {
            String text = "is too short and could be guessed; it must have " + GOOD_KEY
                    + " characters or more, or be taken out: then the agent makes one of its own";
            problems.add(Problem.error(file.line(KEY), ROOT + KEY, text));
        } else if (!used) {
            String text = "has no effect: no destination has pseudonymiseUsers: true";
            problems.add(Problem.warning(file.line(KEY), ROOT + KEY, text));
        }
    }
}
