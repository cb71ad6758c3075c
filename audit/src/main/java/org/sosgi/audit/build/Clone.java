package org.sosgi.audit.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.sosgi.audit.Workshop;

/** A copy of what is committed, to be built apart from the tree. */
record Clone(Path folder, Path signing) {

    private static final Duration CLONE = Duration.ofMinutes(5);

    static Clone of(Workshop workshop, Path folder) throws IOException, InterruptedException, TimeoutException {
        Path log = folder.resolveSibling(folder.getFileName() + ".clone.log");
        new Command("git", "clone", "-q", "--no-hardlinks", workshop.root().toString(), folder.toString())
                .told(log, CLONE);
        return new Clone(folder, workshop.root().toAbsolutePath().normalize().resolve(".signing"));
    }

    /** Returns Maven in this folder, offline, with the key of the tree it was cloned from. */
    Command maven(String... words) {
        var command = new Command("mvn", "-B", "-o").in(folder);
        if (Files.isDirectory(signing)) {
            command.and(
                    "-Dsosgi.signing.keystore=" + signing.resolve("development.p12"),
                    "-Dsosgi.signing.password.file=" + signing.resolve("password"));
        }
        return command.and(words);
    }
}
