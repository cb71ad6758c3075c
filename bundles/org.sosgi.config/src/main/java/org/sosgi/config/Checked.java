package org.sosgi.config;

import java.util.List;
import java.util.Map;

/**
 * A configuration file that was read and checked.
 *
 * @param settings what stands under {@code Butler-SOS}, normalised, with secrets resolved; of use only if there is no error
 * @param problems in the order of the file
 */
record Checked(Section settings, List<Problem> problems) {

    Checked {
        problems = problems.stream().sorted().toList();
    }

    boolean usable() {
        return problems.stream().noneMatch(Problem::isError);
    }

    long count(Problem.Severity severity) {
        return problems.stream().filter(p -> p.severity() == severity).count();
    }

    /** @throws IllegalStateException if the file is not usable */
    Map<Pid, Map<String, Object>> configurations() {
        if (!usable()) {
            throw new IllegalStateException("the file has errors");
        }
        return Translator.translate(settings);
    }
}
