package org.sosgi.audit.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an agent's log files have in them.
 *
 * @param strange lines that begin with neither a time nor what a stack trace has
 * @param errors lines of level ERROR
 * @param controls lines with a control character
 */
record LogLines(long count, List<String> strange, List<String> errors, long controls) {

    private static final Pattern BEGIN =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z +[A-Z]+ .*");
    private static final Pattern STACK = Pattern.compile(
            "\\s*(?:at |\\.\\.\\. \\d+ more|Caused by: |Suppressed: ).*|[a-z]+(?:\\.\\w+)+(?:\\$\\w+)*(?:: .*)?");
    private static final Pattern ERROR = Pattern.compile("\\S+ +ERROR .*");

    static LogLines of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            // A log that is not UTF-8 is wrong, too: such bytes become controls or strange lines.
            lines.addAll(
                    List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")));
        }
        return of(lines);
    }

    static LogLines of(List<String> lines) {
        return new LogLines(
                lines.stream().filter(line -> !line.isEmpty()).count(),
                lines.stream()
                        .filter(line -> !line.isEmpty()
                                && !BEGIN.matcher(line).matches()
                                && !STACK.matcher(line).matches())
                        .toList(),
                lines.stream().filter(line -> ERROR.matcher(line).matches()).toList(),
                lines.stream()
                        .filter(line -> line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F))
                        .count());
    }
}
