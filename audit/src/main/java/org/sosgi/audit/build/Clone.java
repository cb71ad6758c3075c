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
        return new Clone(folder, signing(workshop));
    }

    /** The key of the tree, or one of the audit, so that all clones are signed by the same. */
    private static Path signing(Workshop workshop) throws IOException {
        Path own = workshop.root().toAbsolutePath().normalize().resolve(".signing");
        return Files.isDirectory(own)
                ? own
                : Files.createDirectories(workshop.out().toAbsolutePath().resolve("signing"));
    }

    /** Returns Maven in this folder, offline, with that key. */
    Command maven(String... words) {
        return new Command("mvn", "-B", "-o")
                .in(folder)
                .and("-Dsosgi.signing.keystore=" + signing.resolve("development.p12"))
                .and("-Dsosgi.signing.password.file=" + signing.resolve("password"))
                .and(words);
    }
}
