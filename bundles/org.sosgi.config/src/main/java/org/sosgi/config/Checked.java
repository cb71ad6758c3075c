package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.launcher.options.NewRelicAccounts;

/**
 * A configuration file that was read and checked.
 *
 * @param settings what stands under {@code Butler-SOS}, normalised, with secrets resolved; empty
 *     if the file could not be read so far
 * @param problems in the order of the file
 * @param sources the files from which values came
 */
record Checked(Section settings, List<Problem> problems, List<Placeholders.Source> sources) {

    Checked {
        problems = problems.stream().sorted().toList();
    }

    Checked(Section settings, List<Problem> problems) {
        this(settings, problems, List.of());
    }

    /** Returns this with one more check done, if there is something to look at. */
    Checked and(Concern concern) {
        List<Problem> more = new ArrayList<>(problems);
        if (readable()) {
            concern.check(settings, more);
        }
        return new Checked(settings, more, sources);
    }

    /** Returns this with what was found by looking at something else than the file's content. */
    Checked and(List<Problem> found) {
        List<Problem> more = new ArrayList<>(problems);
        more.addAll(found);
        return new Checked(settings, more, sources);
    }

    /** Returns this with the accounts of the command line in the place of the file's. */
    Checked with(NewRelicAccounts accounts) {
        return readable() ? new Checked(CommandLineAccounts.over(settings, accounts), problems, sources) : this;
    }

    boolean usable() {
        return problems.stream().noneMatch(Problem::isError);
    }

    long count(Problem.Severity severity) {
        return problems.stream().filter(p -> p.severity() == severity).count();
    }

    /** Returns whether the file could be read so far that it can be used in spite of errors, if somebody insists. */
    boolean readable() {
        return !settings.node().members().isEmpty();
    }

    /** @throws IllegalStateException if the file is not readable */
    Map<Pid, Map<String, Object>> configurations() {
        if (!readable()) {
            throw new IllegalStateException("there is nothing to translate");
        }
        return Translator.translate(settings);
    }
}
