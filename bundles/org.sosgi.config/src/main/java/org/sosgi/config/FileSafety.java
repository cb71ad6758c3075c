package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;

/** What {@link FileModes} found at the last reading, until it is mended. One thread looks, any may ask. */
final class FileSafety {

    private volatile Looked last = new Looked(List.of(), List.of());

    private record Looked(List<FileModes.Suspect> suspects, List<Problem> problems) {

        static Looked at(List<FileModes.Suspect> suspects) {
            return new Looked(
                    suspects,
                    suspects.stream()
                            .map(FileModes.Suspect::look)
                            .flatMap(Optional::stream)
                            .toList());
        }
    }

    /** Looks at files, and returns what is wrong. */
    List<Problem> look(List<FileModes.Suspect> suspects) {
        last = Looked.at(List.copyOf(suspects));
        return last.problems;
    }

    /** Sees whether what was wrong is mended: modes can change and no file is read again for it. */
    void lookAgain() {
        Looked before = last;
        if (!before.problems.isEmpty()) {
            last = Looked.at(before.suspects);
        }
    }

    Report report() {
        Looked now = last;
        List<String> told = new ArrayList<>();
        now.problems.forEach(problem -> told.add(problem.text()));
        String detail = told.isEmpty()
                ? ""
                : told.get(0) + (told.size() == 1 ? "" : " (and " + (told.size() - 1) + " more, see the log)");
        return new Report(
                "files",
                "modes",
                told.isEmpty() ? State.OK : State.DEGRADED,
                detail,
                List.of(
                        Figure.gauge("files_looked_at", now.suspects.size()),
                        Figure.gauge("files_open_to_others", told.size())));
    }
}
