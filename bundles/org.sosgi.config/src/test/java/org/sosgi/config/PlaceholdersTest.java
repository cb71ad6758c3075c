package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaceholdersTest {

    private static final String V3 = Yaml.golden("udp-v3.yaml");

    @TempDir
    private Path directory;

    @Test
    void takesVariablesAndFiles() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "t0p-secret\n");
        var settings = influx(set("v3Config.token", "${file:" + token + "}"), Map.of());
        assertEquals("t0p-secret", settings.get(".token"));
        settings = influx(set("v3Config.token", "a-${env:T}-b-${env:U}"), Map.of("T", "1", "U", "${env:T}"));
        assertEquals("a-1-b-${env:T}", settings.get(".token"), "once, not again in what came in");
    }

    @Test
    void takesCredentialsOfSystemd() throws IOException {
        Files.writeString(directory.resolve("influx.token-1"), "t0p-secret\n");
        String yaml = set("v3Config.token", "${credential:influx.token-1}");
        Map<String, String> there = Map.of("CREDENTIALS_DIRECTORY", directory.toString());
        assertEquals("t0p-secret", influx(yaml, there).get(".token"));
        assertTrue(
                reason(yaml, Map.of()).contains("there are no credentials: systemd has not set CREDENTIALS_DIRECTORY"));
        assertTrue(reason(set("v3Config.token", "${credential:other}"), there)
                .contains("the credential other cannot be read; write LoadCredential=other:/path/to/it in the unit"));
        Files.writeString(directory.getParent().resolve("outside"), "x");
        for (String name : List.of("../outside", "..", ".", "", "a/b", "a b", "\u00fc")) {
            String told = reason(set("v3Config.token", "${credential:" + name + "}"), there);
            assertTrue(told.contains("is no name of a credential"), told);
        }
    }

    private static String reason(String yaml, Map<String, String> environment) {
        var errors = check(yaml, environment).problems().stream()
                .filter(Problem::isError)
                .toList();
        assertEquals(1, errors.size(), errors::toString);
        assertEquals(
                new YamlEdit(yaml).line("influxdbConfig.v3Config.token"),
                errors.get(0).line());
        return errors.get(0).text();
    }

    @Test
    void whatPlaceholdersBringInIsBounded() throws IOException {
        Path large = Files.writeString(directory.resolve("large"), "x".repeat(60_000));
        String many = set("v3Config.description", ("${file:" + large + "}").repeat(100));
        assertTrue(
                check(many, Map.of()).problems().stream().anyMatch(p -> p.text().contains("more than 4 MiB")));
        Files.writeString(large, "x".repeat(70_000));
        assertTrue(
                reason(set("v3Config.token", "${file:" + large + "}"), Map.of()).contains("64 KiB is the most"));
    }

    @Test
    void checksWhatComesInWithoutShowingIt() {
        Map<String, String> environment = Map.of("HOST", "http://user:s3cret@host");
        var problems = check(set("host", "${env:HOST}"), environment).problems();
        Problem error = problems.stream().filter(Problem::isError).findFirst().orElseThrow();
        assertTrue(error.text().contains("must be a host name"), error.text());
        assertFalse(problems.toString().contains("s3cret"));
    }

    @Test
    void saysWhereAPlaceholderIsThatCannotBeResolved() {
        int line = new YamlEdit(V3).line("influxdbConfig.v3Config.token");
        for (String value :
                List.of("${env:NOT_SET}", "${file:/does/not/exist}", "${env:OPEN", "${file:" + directory + "}")) {
            var checked = check(set("v3Config.token", value), Map.of());
            var errors = checked.problems().stream().filter(Problem::isError).toList();
            assertEquals(1, errors.size(), errors::toString);
            assertEquals(line, errors.get(0).line());
            assertEquals(
                    "Butler-SOS.influxdbConfig.v3Config.token", errors.get(0).path());
        }
    }

    @Test
    void aMissingValueIsNoMistakeWhereNothingIsLookedAt() {
        var off = new YamlEdit(V3).set("mqttConfig", "{enable: false, brokerHost: \"${env:NOT_SET}\"}");
        assertTrue(check(off, Map.of()).usable());
        var header = new YamlEdit(V3).set("serversToMonitor.servers[0].headers.X-My-Header-1", "\"${env:NOT_SET}\"");
        var errors = check(header, Map.of()).problems().stream()
                .filter(Problem::isError)
                .toList();
        assertEquals(1, errors.size(), "headers may hold anything, but they are used");
    }

    @Test
    void leavesOtherTextsAlone() {
        var settings = influx(set("v3Config.description", "costs ${x} and $5"), Map.of());
        assertEquals("costs ${x} and $5", settings.get("description"));
    }

    private static String set(String key, String value) {
        return new YamlEdit(V3).set("influxdbConfig." + key, '"' + value + '"');
    }

    private static Checked check(String yaml, Map<String, String> environment) {
        return new Checker(environment).check(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> influx(String yaml, Map<String, String> environment) {
        return check(yaml, environment).configurations().get(Pid.of("org.sosgi.sink.influxdb", "butler-sos"));
    }
}
