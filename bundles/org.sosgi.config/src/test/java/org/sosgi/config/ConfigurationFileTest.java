package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.sosgi.api.status.Report;

final class ConfigurationFileTest {

    private static final String GOOD = Yaml.golden("udp-v1.yaml");
    private static final String LOG = "org.sosgi.udp~log";

    @TempDir
    private Path directory;

    private FelixWithConfigAdmin felix;
    private ConfigurationFile component;

    @AfterEach
    void stop() throws Exception {
        if (component != null) {
            component.stop();
        }
        if (felix != null) {
            felix.close();
        }
    }

    private void start(Map<String, String> properties) throws Exception {
        felix = new FelixWithConfigAdmin(directory.resolve("felix"), properties);
        component = new ConfigurationFile(felix.context(), felix.admin(), null);
    }

    private Path startWith(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("production.yaml"), yaml);
        start(Map.of("sosgi.config", file.toString(), "sosgi.config.poll", "5"));
        return file;
    }

    @Test
    void appliesBeforeActivationEnds() throws Exception {
        startWith(GOOD);
        assertEquals(9996, property(LOG, "port"));
        assertEquals(Report.State.OK, report().state());
        assertEquals("production.yaml", report().name());
        assertEquals(40, report().figure("configurations"));
        assertEquals(8, report().figure("warnings"));
        assertTrue(report().figure("last_applied_ms") > 0);
    }

    @Test
    void appliesAChangedFileAndTouchesOnlyWhatDiffers() throws Exception {
        Path file = startWith(GOOD);
        long before = find("org.sosgi.udp~user").getChangeCount();
        Files.writeString(file, Yaml.replace(GOOD, "portLogEvents: 9996", "portLogEvents: 10996"));
        Await.until("the new port", () -> Integer.valueOf(10996).equals(property(LOG, "port")));
        assertEquals(before, find("org.sosgi.udp~user").getChangeCount());
    }

    @Test
    void appliesAFileThatIsReplacedAsAWhole() throws Exception {
        Path file = startWith(GOOD);
        Path other =
                Files.writeString(directory.resolve("new"), new YamlEdit(GOOD).set("userEvents", "{enable: false}"));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        Await.until("no endpoint for user events", () -> find("org.sosgi.udp~user") == null);
        assertEquals(9996, property(LOG, "port"));
    }

    @Test
    void theLevelOfTheCommandLineStandsAboveTheFilesAlsoWhenTheFileChanges() throws Exception {
        Map<String, String> before = new HashMap<>();
        List.of(LogSettings.LEVEL, LogSettings.FORMAT).forEach(name -> before.put(name, System.getProperty(name)));
        try {
            System.setProperty(LogSettings.LEVEL, "WARN");
            Path file = Files.writeString(directory.resolve("production.yaml"), GOOD);
            start(Map.of(
                    "sosgi.config", file.toString(), "sosgi.config.poll", "5", LogSettings.LEVEL_IS_GIVEN, "true"));
            assertEquals("WARN", System.getProperty(LogSettings.LEVEL));
            String changed = Yaml.replace(GOOD, "logLevel: info\n    fileLogging", "logLevel: debug\n    fileLogging");
            changed = Yaml.replace(changed, "portLogEvents: 9996", "portLogEvents: 10996");
            Files.writeString(
                    file, new YamlEdit(changed).insertBefore("influxdbConfig", "sosgi: {logging: {json: true}}"));
            Await.until("the new port", () -> Integer.valueOf(10996).equals(property(LOG, "port")));
            assertEquals("WARN", System.getProperty(LogSettings.LEVEL));
            assertEquals("json", System.getProperty(LogSettings.FORMAT));
            Files.writeString(file, GOOD);
            Await.until("the old port", () -> Integer.valueOf(9996).equals(property(LOG, "port")));
            assertEquals("text", System.getProperty(LogSettings.FORMAT), "what the file no longer tells");
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
    }

    @Test
    void refusesAFileWithErrorsAndKeepsWhatWas() throws Exception {
        Path file = startWith(GOOD);
        String changed = Yaml.replace(GOOD, "portLogEvents: 9996", "portLogEvents: 10996");
        Files.writeString(file, Yaml.replace(changed, "version: 1", "version: 9"));
        Await.until("a refusal", () -> report().state() == Report.State.DEGRADED);
        assertEquals(9996, property(LOG, "port"));
        assertEquals(1, report().figure("errors"));
        assertTrue(
                report().detail().contains("production.yaml:420: Butler-SOS.influxdbConfig.version"),
                report().detail());

        Files.writeString(file, changed);
        Await.until("the mended file", () -> report().state() == Report.State.OK);
        assertEquals(10996, property(LOG, "port"));
    }

    @Test
    void keepsWhatWasIfTheFileGoes() throws Exception {
        Path file = startWith(GOOD);
        Files.delete(file);
        Await.until("a missing file", () -> report().state() == Report.State.DEGRADED);
        assertEquals(9996, property(LOG, "port"));
        Files.writeString(file, GOOD);
        Await.until("the file again", () -> report().state() == Report.State.OK);
    }

    @Test
    void anEarlierRunsSettingsStayIfTheFileIsBadAtTheStart() throws Exception {
        Path file = startWith(GOOD);
        component.stop();
        felix.close();
        Files.writeString(file, "Butler-SOS: 1\n");
        start(Map.of("sosgi.config", file.toString()));
        assertEquals(Report.State.DEGRADED, report().state());
        assertEquals(9996, property(LOG, "port"));
    }

    @Test
    void aBadOrMissingFileAtTheFirstStartIsAFailure() throws Exception {
        Path file = startWith("Butler-SOS: 1\n");
        assertEquals(Report.State.FAILED, report().state());
        Files.delete(file);
        Await.until("the missing file", () -> report().detail().contains("does not exist"));
        assertEquals(Report.State.FAILED, report().state());
        Files.writeString(file, GOOD);
        Await.until("a good file", () -> report().state() == Report.State.OK);
    }

    @Test
    void appliesAFileWithErrorsIfSomebodyInsists() throws Exception {
        String bad = Yaml.replace(GOOD, "maxBatchSize: 1000", "maxBatchSize: 20000");
        Path file = Files.writeString(directory.resolve("bad.yaml"), bad);
        start(Map.of(
                "sosgi.config", file.toString(), "sosgi.config.skip-verification", "true", "sosgi.config.poll", "5"));
        assertEquals(9996, property(LOG, "port"));
        assertEquals(Report.State.DEGRADED, report().state());
        Files.writeString(file, "no: [yaml");
        Await.until("a refusal", () -> report().detail().startsWith("refused"));
        assertEquals(9996, property(LOG, "port"));
    }

    @Test
    void takesTheUsualPlaceIfNobodyNamesOne() throws Exception {
        Path file = directory.resolve("home/etc/butler-sos.yaml");
        start(Map.of("sosgi.home", directory.resolve("home").toString(), "sosgi.config.poll", "5"));
        assertEquals(Report.State.STOPPED, report().state());
        assertNull(find(LOG));
        Files.createDirectories(file.getParent());
        Files.writeString(file, GOOD);
        Await.until("the file that came", () -> report().state() == Report.State.OK);
        assertEquals(9996, property(LOG, "port"));
    }

    @Test
    void whatAnotherRunsFeatureLeftIsReplacedByTheFileOnceItGoes() throws Exception {
        Path file = Files.writeString(directory.resolve("production.yaml"), GOOD);
        // The watch looks at the file once an hour: it is the deletion that counts.
        felix = new FelixWithConfigAdmin(
                directory.resolve("felix"), Map.of("sosgi.config", file.toString(), "sosgi.config.poll", "3600000"));
        List<String> pids = List.of(LOG, "org.sosgi.udp~user", "org.sosgi.sink.influxdb~butler-sos");
        for (String pid : pids) {
            int tilde = pid.indexOf('~');
            felix.admin()
                    .getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), "?")
                    .update(new Hashtable<>(Map.of("port", 1, "sosgi.feature", "org.sosgi:demo")));
        }
        component = new ConfigurationFile(felix.context(), felix.admin(), null);
        assertEquals(37, report().figure("configurations"));
        assertEquals(1, property(LOG, "port"));

        for (String pid : pids) {
            find(pid).delete();
        }
        Await.until("the file's own", () -> report().figure("configurations") == 40);
        assertEquals(9996, property(LOG, "port"));
        assertEquals(Report.State.OK, report().state());
    }

    @Test
    void whatLostItsFileWhileTheAgentWasDownIsGoneAndTheFileTakesItsPlace() throws Exception {
        Path yaml = Files.writeString(directory.resolve("production.yaml"), GOOD);
        felix = new FelixWithConfigAdmin(directory.resolve("felix"), Map.of("sosgi.config", yaml.toString()));
        Path there = Files.writeString(directory.resolve("org.sosgi.sink.file-there.cfg"), "path = a\n");
        byFile("org.sosgi.sink.file", "there", there.toUri().toString());
        byFile("org.sosgi.sink.file", "elsewhere", "http://localhost/org.sosgi.sink.file.cfg");
        byFile("org.sosgi.sink.file", "odd", "no URL");
        byFile(
                "org.sosgi.sink.mqtt",
                "gone",
                directory
                        .resolve("my folder/org.sosgi.sink.mqtt-gone.cfg")
                        .toUri()
                        .toString());
        byFile(
                "org.sosgi.udp",
                "log",
                directory.resolve("org.sosgi.udp-log.cfg").toUri().toString());

        component = new ConfigurationFile(felix.context(), felix.admin(), null);
        assertNull(find("org.sosgi.sink.mqtt~gone"));
        assertEquals(9996, property(LOG, "port"));
        for (String kept : List.of("there", "elsewhere", "odd")) {
            assertEquals("s3cret", property("org.sosgi.sink.file~" + kept, ".password"));
        }
    }

    private void byFile(String factory, String name, String file) throws Exception {
        felix.admin()
                .getFactoryConfiguration(factory, name, "?")
                .update(new Hashtable<>(Map.of("felix.fileinstall.filename", file, ".password", "s3cret")));
    }

    @Test
    void stopsItsThread() throws Exception {
        startWith(GOOD);
        component.stop();
        component = null;
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals("sosgi-config-watch")));
    }

    private Report report() {
        return component.reports().get(0);
    }

    private Configuration find(String pid) throws Exception {
        Configuration[] found = felix.admin().listConfigurations("(service.pid=" + pid + ")");
        return found == null ? null : found[0];
    }

    private Object property(String pid, String key) throws Exception {
        return find(pid).getProperties().get(key);
    }
}
