package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckTest {

    @TempDir
    private Path directory;

    private Network network = ConcernsTest.network(true, true);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aGoodFileGivesZero() throws IOException {
        Path file = Files.writeString(directory.resolve("good.yaml"), Yaml.golden("udp-v1.yaml"));
        assertEquals(0, run(file.toString()));
        assertTrue(text().contains(
                        file + ":148: warning: Butler-SOS.logEvents.udpServerConfig.messageQueue.maxSize: only 200"));
        assertTrue(text().endsWith(file + ": can be used (errors: 0, warnings: 8, notes: 2)\n"), text());
    }

    @Test
    void asksTheNetworkForTheRepository() throws IOException {
        Path file = Files.writeString(directory.resolve("good.yaml"), Yaml.golden("udp-v1.yaml"));
        network = ConcernsTest.network(false, false);
        assertEquals(1, run(file.toString()));
        assertTrue(text().contains("Butler-SOS.appNames.hostIP: this name has no IPv4 address here"), text());
        network = ConcernsTest.network(true, false);
        assertEquals(0, run(file.toString()));
        assertTrue(text().contains("warning: Butler-SOS.appNames.hostIP: port 4242"), text());
    }

    @Test
    void allMistakesAreToldInTheOrderOfTheFile() throws IOException {
        String yaml = new YamlEdit(Yaml.golden("udp-v1.yaml")).set("influxdbConfig.port", "x");
        yaml = new YamlEdit(yaml).set("logLevel", "x");
        Path file = Files.writeString(directory.resolve("bad.yaml"), yaml);
        assertEquals(1, run(file.toString()));
        int first =
                text().indexOf(file + ":3: Butler-SOS.logLevel: \"x\" is none of the known values; it must be one of");
        int second =
                text().indexOf(file + ":419: Butler-SOS.influxdbConfig.port: this is text; it must be a whole number");
        assertTrue(first >= 0 && second > first, text());
    }

    @Test
    void jsonForMachines() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.yaml"), "Butler-SOS: 1\n");
        assertEquals(1, run("--json", file.toString()));
        assertEquals(
                "{\"file\":\"" + file + "\",\"usable\":false,\"problems\":[{\"severity\":\"error\",\"line\":1,"
                        + "\"path\":\"Butler-SOS\",\"text\":\"this is a number; it must be a group of keys\"}]}\n",
                text());
    }

    @Test
    void whatCannotBeReadGivesOneAndWrongWordsTwo() {
        assertEquals(1, run(directory.resolve("missing.yaml").toString()));
        assertTrue(text().contains("there is no such file"));
        assertEquals(1, run(directory.toString()));
        assertEquals(2, run());
        assertEquals(2, run("a", "b"));
        assertEquals(2, run("--xml"));
    }

    @Test
    void textThatIsNotUtf8() throws IOException {
        Path file = Files.write(directory.resolve("latin.yaml"), "a: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(1, run(file.toString()));
        assertTrue(text().contains("the file is not UTF-8"));
    }

    private int run(String... args) {
        return Check.run(List.of(args), new PrintStream(out, true, StandardCharsets.UTF_8), network);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
