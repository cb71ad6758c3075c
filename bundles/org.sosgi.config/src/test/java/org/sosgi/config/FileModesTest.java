package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.status.Report;

/** Files that others can read or change. */
@DisabledOnOs(OS.WINDOWS)
final class FileModesTest {

    private static final String LOG = "org.sosgi.udp~log";

    @TempDir
    private Path folder;

    private Path file;
    private Path token;
    private Path key;
    private Path etc;
    private Path settings;

    @BeforeEach
    void makeFiles() throws IOException {
        token = closed(Files.writeString(folder.resolve("token"), "t0ken"));
        key = closed(Files.writeString(folder.resolve("key.pem"), "key"));
        etc = Files.createDirectory(folder.resolve("etc"));
        settings = closed(Files.writeString(etc.resolve("org.sosgi.sink.file-a.cfg"), "# x\n.password = \"p\"\n"));
        mode(Files.writeString(etc.resolve("other.cfg"), "path = a\n.password = \"\"\n"), "rw-r--r--");
        String yaml = Yaml.golden("poll-v1.yaml");
        yaml = new YamlEdit(yaml).set("cert.clientCertKey", "'" + key + "'");
        yaml = new YamlEdit(yaml).insertBefore("mqttConfig.brokerPort", "username: me");
        yaml = new YamlEdit(yaml).insertBefore("mqttConfig.brokerPort", "password: \"${file:" + token + "}\"");
        file = closed(Files.writeString(folder.resolve("a.yaml"), yaml));
    }

    @Test
    void closedFilesAreGood() throws IOException {
        assertEquals(List.of(), told());
        mode(file, "rw-r-----");
        assertEquals(List.of(), told());
    }

    @Test
    void whatOthersCanReadOrChange() throws IOException {
        for (Path each : List.of(file, token, key, settings)) {
            mode(each, "rw-r--r--");
            assertEquals(List.of("WARNING can read " + each + ", which holds secrets; chmod 0640 " + each), told());
            mode(each, "rw-rw----");
            assertEquals(List.of("WARNING can change " + each + ", which holds secrets; chmod 0640 " + each), told());
            mode(each, "rw-rw-rw-");
            boolean decides = each.equals(file) || each.equals(token);
            assertEquals(
                    List.of(
                            decides
                                    ? "ERROR can change " + each + ", so it is not used; chmod 0640 " + each
                                    : "WARNING can read " + each + ", which holds secrets; chmod 0640 " + each),
                    told());
            closed(each);
        }
    }

    @Test
    void aFileWithoutSecretsMayBeRead() throws IOException {
        Files.writeString(file, "Butler-SOS: {mqttConfig: {password: <password>}}\n");
        mode(file, "rw-r--r--");
        assertEquals(List.of(), told());
        mode(file, "rw-r--rw-");
        assertEquals(1, told().size());
    }

    @Test
    void theAgentTellsItAndRefusesWhatEverybodyCanChange() throws Exception {
        mode(file, "rw-rw-rw-");
        Map<String, String> properties =
                Map.of("sosgi.config", file.toString(), "sosgi.home", folder.toString(), "sosgi.config.poll", "5");
        try (var felix = new FelixWithConfigAdmin(folder.resolve("felix"), properties)) {
            var component = new ConfigurationFile(felix.context(), felix.admin(), null);
            try {
                assertNull(felix.admin().listConfigurations("(service.pid=" + LOG + ")"));
                assertEquals(Report.State.FAILED, component.reports().get(0).state());
                Report files = component.reports().get(1);
                assertEquals("files", files.kind());
                assertEquals(Report.State.DEGRADED, files.state());
                assertTrue(files.detail().endsWith("chmod 0640 " + file), files.detail());

                mode(file, "rw-r--r--");
                Await.until(
                        "the file whose mode was mended",
                        () -> component.reports().get(0).state() == Report.State.OK);
                assertEquals(1, felix.admin().listConfigurations("(service.pid=" + LOG + ")").length);
                assertEquals(Report.State.DEGRADED, component.reports().get(1).state(), "others can read it");
                mode(token, "rw-r--r--");
                closed(file);
                Await.until(
                        "the token", () -> component.reports().get(1).detail().contains(token.toString()));
                closed(token);
                Await.until("all well", () -> component.reports().get(1).state() == Report.State.OK);
            } finally {
                component.stop();
            }
        }
    }

    private List<String> told() throws IOException {
        var checked = new Checker(Map.of()).check(file);
        return new FileSafety()
                .look(FileModes.of(file, checked, etc)).stream()
                        .map(p ->
                                p.severity() + " " + p.text().substring(p.text().indexOf("can ")))
                        .toList();
    }

    private static Path closed(Path file) throws IOException {
        return mode(file, "rw-------");
    }

    private static Path mode(Path file, String mode) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
