package org.sosgi.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the steps work.
 *
 * @param root the source tree
 * @param program the built distribution
 * @param out where the report and what belongs to it go
 * @param full whether the long numbers are wanted
 */
public record Workshop(Path root, Path program, Path out, boolean full) {

    /** Returns an empty folder for one step; what an earlier run left there is gone. */
    public Path folder(String name) throws IOException {
        Path folder = out.resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** Returns one number for a short run, the other for a full one. */
    public long amount(long shortRun, long fullRun) {
        return full ? fullRun : shortRun;
    }
}
