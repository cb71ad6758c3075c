package org.sosgi.setup.init;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.config.FileReading;
import org.sosgi.setup.UsageException;
import org.sosgi.setup.probe.Finding;
import org.sosgi.setup.probe.ServerClocks;

/** Asks, tries what was answered, and writes the configuration file. */
public final class InitCommand {

    private final Path home;
    private final Questions questions;
    private final Path file;
    private final PrintStream told;
    private final List<Finding> found = new ArrayList<>();

    /**
     * @param home the agent's folder
     * @param terminal null if there is nobody to ask
     * @param told where findings go as they come
     * @throws IOException if the file is there already
     */
    public InitCommand(Path home, InitOptions options, Terminal terminal, PrintStream told)
            throws UsageException, IOException {
        this.home = home;
        this.questions = new Questions(options.values(), terminal, told);
        this.told = told;
        String out = questions.option("out");
        file = out.isEmpty() ? home.resolve("etc/butler-sos.yaml") : Readers.path(out);
        if (Files.exists(file) && !options.force()) {
            throw new IOException(file + " is there already; --force overwrites it, --out names another file");
        }
    }

    public Path file() {
        return file;
    }

    /** Returns all that was found so far. */
    public List<Finding> found() {
        return List.copyOf(found);
    }

    /**
     * @return false if it was broken off by the person who answers
     * @throws UsageException if an option is of no use
     * @throws IOException if nobody answers, or the file cannot be written
     */
    public boolean run() throws UsageException, IOException, InterruptedException {
        var clocks = new ServerClocks();
        var site = SiteAnswers.ask(questions, home, file.getParent());
        if (!usable(site.test(clocks))) {
            return false;
        }
        var events = EventAnswers.ask(questions);
        if (!usable(events.test())) {
            return false;
        }
        var influx = InfluxAnswers.ask(questions, file.getParent());
        if (!usable(influx.test(clocks)) || !usable(List.of(clocks.finding()))) {
            return false;
        }
        write(site, events, influx);
        return true;
    }

    private boolean usable(List<Finding> findings) throws IOException {
        tell(findings);
        return !Finding.failed(findings) || questions.goOn();
    }

    private void tell(List<Finding> findings) {
        found.addAll(findings);
        findings.forEach(finding -> told.println(finding.text()));
        told.flush();
    }

    private void write(SiteAnswers site, EventAnswers events, InfluxAnswers influx) throws IOException {
        Files.createDirectories(file.getParent());
        site.passphrase().save();
        influx.secret().save();
        var text = new ConfigurationText();
        text.fill(site, events, influx);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        PrivateFile.write(draft, text.text());
        FileReading reading = FileReading.of(draft, System.getenv());
        if (reading.errors().stream().anyMatch(error -> error.contains(".appNames.hostIP"))) {
            tell(List.of(Finding.warn(
                    "apps",
                    "names of apps are off, as the central node has no IPv4 address here",
                    "switch appNames.enableAppNameExtract on when it can be looked up")));
            text.withoutAppNames();
            PrivateFile.write(draft, text.text());
            reading = FileReading.of(draft, System.getenv());
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        tell(List.of(checked(reading)));
    }

    private Finding checked(FileReading reading) {
        return reading.errors().isEmpty()
                ? Finding.ok("config", "wrote " + file + "; the check finds no errors")
                : Finding.fail(
                        "config",
                        "wrote " + file + ", but the agent would refuse it: line "
                                + String.join(" | ", reading.errors()),
                        "mend that, then: sosgi check " + file);
    }

    /** Returns what to do now, one line each. */
    public List<String> next() {
        boolean usual = file.equals(home.resolve("etc/butler-sos.yaml"));
        String config = usual ? "" : " -c " + file;
        return List.of(
                "sosgi appenders --config " + file + " --host THIS-MACHINE    writes the files for the Sense servers",
                "open in the firewalls: TCP 4747, 4243, 4242 to the Sense servers, the UDP ports above from them to here",
                "sosgi start" + config,
                "sosgi doctor" + (usual ? "" : " --config " + file) + "    looks whether all is well");
    }
}
