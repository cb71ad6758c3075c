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
