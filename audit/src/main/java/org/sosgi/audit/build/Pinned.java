package org.sosgi.audit.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** A build from an empty repository takes exactly the jars and POMs whose hashes are pinned. */
public final class Pinned implements Step {

    private static final Duration MOST = Duration.ofMinutes(20);

    @Override
    public String name() {
        return "pins";
    }

    @Override
    public String about() {
        return "what a build from an empty repository takes is what is pinned, no more and no less";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        Path log = folder.resolve("pins.log");
        int code = new Command(
                        workshop.root()
                                .resolve("build/pins.sh")
                                .toAbsolutePath()
                                .toString(),
                        "compare")
                .with("PINS_WORK", folder.resolve("work").toAbsolutePath().toString())
                .run(log, MOST);
        Files.readAllLines(log).stream().limit(20).forEach(findings::progress);
        findings.gate("jars and POMs against build/pins.sha256", "no difference", "exit code " + code, code == 0);
    }
}
