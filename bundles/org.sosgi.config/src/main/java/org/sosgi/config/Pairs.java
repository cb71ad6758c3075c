package org.sosgi.config;

import java.util.List;

/** Keys that are of use only together, such as a certificate and its key. */
final class Pairs {

    private Pairs() {}

    static void bothOrNeither(Section file, String one, String other, List<Problem> problems) {
        needs(file, one, other, problems);
        needs(file, other, one, problems);
    }

    private static void needs(Section file, String given, String missing, List<Problem> problems) {
        if (!file.text(given, "").isBlank() && file.text(missing, "").isBlank()) {
            String text = "is of no use without " + Concern.ROOT + missing + "; add that, or take this out";
            problems.add(Problem.error(file.line(given), Concern.ROOT + given, text));
        }
    }
}
