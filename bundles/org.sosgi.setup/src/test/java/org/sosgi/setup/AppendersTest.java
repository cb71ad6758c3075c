package org.sosgi.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendersTest {

    @TempDir
    Path folder;

    private int code;
    private String said;

    @Test
    void writesFourFoldersAndSaysWhereTheyGo() throws IOException {
        run("--host", "agent.lab");
        assertEquals(0, code, said);
        var files = new TreeSet<String>();
        try (var all = Files.walk(folder.resolve("out"))) {
            all.filter(Files::isRegularFile)
                    .forEach(file ->
                            files.add(folder.resolve("out").relativize(file).toString()));
        }
        assertEquals(
                "[Engine/LocalLogConfig.xml, Proxy/LocalLogConfig.xml, README.txt, Repository/LocalLogConfig.xml,"
                        + " Scheduler/LocalLogConfig.xml]",
                files.toString());
        String readme = read("README.txt");
        assertTrue(readme.contains("agent.lab") && readme.contains("Sense\\Proxy\\LocalLogConfig.xml"), readme);
        assertTrue(read("Proxy/LocalLogConfig.xml").contains("value=\"agent.lab\""));
    }

    @Test
    void overwritesOnlyWhenForced() throws IOException {
        run("--host", "agent.lab");
        run("--host", "agent.lab");
        assertEquals(0, code, said);
        assertTrue(said.contains("unchanged") && !said.contains("written"), said);

        run("--host", "other.lab");
        assertEquals(1, code);
        assertTrue(said.contains("--force"), said);
        assertTrue(read("Engine/LocalLogConfig.xml").contains("agent.lab"), "something was written");

        run("--host", "other.lab", "--force");
        assertEquals(0, code, said);
        assertTrue(read("Engine/LocalLogConfig.xml").contains("other.lab"));
    }

    @Test
    void tellsMachinesToo() {
        run("--host", "127.0.0.1", "--sources", "proxy,qixperf", "--user-events", "off", "--json");
        assertEquals(0, code, said);
        assertTrue(said.startsWith("{\"folder\":") && said.contains("\"log_port\":9996"), said);
        assertTrue(said.contains("Engine/LocalLogConfig.xml\",\"state\":\"written\""), said);
        assertFalse(said.contains("Scheduler/LocalLogConfig.xml"), said);
        assertTrue(said.contains("runs on the Sense server itself"), said);
        run("--host", "a b", "--json");
        assertEquals(2, code);
        assertTrue(said.startsWith("{\"error\":\"\\\"a b\\\" is no host"), said);
    }

    @Test
    void takesPortsAndSourcesFromTheConfiguration() throws IOException {
        Path config = folder.resolve("agent.yaml");
        Files.writeString(config, """
                Butler-SOS:
                  userEvents:
                    enable: false
                    udpServerConfig: {serverHost: 0.0.0.0, portUserActivityEvents: 7777}
                  logEvents:
                    udpServerConfig: {serverHost: agent.lab, portLogEvents: 6666}
                    source:
                      engine: {enable: true}
                      proxy: {enable: false}
                      qixPerf: {enable: false}
                """);
        run("--config", config.toString());
        assertEquals(0, code, said);
        assertTrue(said.contains("note: the host is where the agent listens by its configuration: agent.lab"), said);
        assertTrue(said.contains("no file for the Proxy"), said);
        String engine = read("Engine/LocalLogConfig.xml");
        assertTrue(engine.contains("value=\"6666\"") && !engine.contains("qix-perf"), engine);

        run("--config", config.toString(), "--host", "b", "--log-port", "1234", "--user-events", "on", "--force");
        assertEquals(0, code, said);
        assertTrue(read("Engine/LocalLogConfig.xml").contains("value=\"1234\""));
        assertTrue(read("Proxy/LocalLogConfig.xml").contains("value=\"7777\""));
    }

    @Test
    void tellsItsOptions() {
        for (String help : List.of("--help", "-h")) {
            assertSays(0, "usage: sosgi appenders --host ADDRESS", "--host", help);
        }
        for (String option : List.of("--out", "--config", "--log-port", "--user-port", "--sources", "--json")) {
            assertTrue(said.contains("\n  " + option + " ") || said.contains("   " + option + " "), option);
        }
        assertFalse(Files.exists(folder.resolve("out")), "something was written");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertSays(2, "--host is missing");
        assertSays(2, "there is no option --hots", "--hots", "x");
        assertSays(2, "--log-port is a port", "--host", "a", "--log-port", "0");
        assertSays(2, "--sources has engines", "--host", "a", "--sources", "engines");
        assertSays(2, "nothing to send", "--host", "a", "--sources", "none", "--user-events", "off");
        assertSays(2, "on or off", "--host", "a", "--user-events", "yes");
        assertSays(2, "needs a value", "--host");
        assertSays(
                1,
                "there is no file",
                "--host",
                "a",
                "--config",
                folder.resolve("none.yaml").toString());
        Path config = Files.writeString(folder.resolve("x.yaml"), "a: [1");
        assertSays(1, "is no YAML", "--host", "a", "--config", config.toString());
        Files.writeString(config, "Butler-SOS: " + "[".repeat(500_000));
        assertSays(1, "is nested too deeply; 64 levels", "--host", "a", "--config", config.toString());
        Files.writeString(config, "a: 1");
        assertSays(1, "no section Butler-SOS", "--host", "a", "--config", config.toString());
        Files.writeString(config, "Butler-SOS: {logEvents: {udpServerConfig: {portLogEvents: many}}}");
        assertSays(1, "portLogEvents is no port", "--host", "a", "--config", config.toString());
        assertFalse(Files.exists(folder.resolve("out")), "something was written");
    }

    private void assertSays(int expected, String part, String... words) {
        run(words);
        assertEquals(expected, code, said);
        assertTrue(said.contains(part), said);
    }

    private void run(String... words) {
        var bytes = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(0, List.of("--out", folder.resolve("out").toString()));
        code = Appenders.run(all, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        said = bytes.toString(StandardCharsets.UTF_8);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("out").resolve(file));
    }
}
