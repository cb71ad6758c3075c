package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has passed is not asked about again; nothing else is let through. */
final class SchemaMemoryTest {

    private static final String GOOD = Yaml.golden("udp-v1.yaml");

    @TempDir
    private Path directory;

    @Test
    void whatHasPassedIsNotEvaluatedAgain() throws IOException {
        assertTrue(check(GOOD, "1", Map.of()).usable());
        String digest = Files.readString(directory.resolve("checked"));
        assertTrue(check(GOOD, "1", Map.of()).usable());
        // What the memory holds is believed, even about a file that is wrong: so nobody asked the schema.
        String bad = Yaml.replace(GOOD, "port: 4720", "port: x");
        Files.writeString(
                directory.resolve("checked"), memory("1").digest(bad.getBytes(StandardCharsets.UTF_8), List.of()));
        assertTrue(check(bad, "1", Map.of()).usable());
        assertNotEquals(digest, Files.readString(directory.resolve("checked")));
    }

    @Test
    void anotherFileProgramOrValueIsEvaluated() throws IOException {
        String withHost = new YamlEdit(GOOD).set("influxdbConfig.host", "${env:HOST}");
        assertTrue(check(withHost, "1", Map.of("HOST", "localhost")).usable());
        String digest = Files.readString(directory.resolve("checked"));
        assertFalse(check(withHost, "1", Map.of("HOST", "http://localhost")).usable());
        assertFalse(check(withHost, "1", Map.of()).usable());
        assertFalse(check(Yaml.replace(withHost, "port: 4720", "port: x"), "1", Map.of("HOST", "localhost"))
                .usable());
        assertEquals(digest, Files.readString(directory.resolve("checked")), "what does not pass is not remembered");
        assertTrue(check(withHost, "2", Map.of("HOST", "localhost")).usable());
        assertNotEquals(digest, Files.readString(directory.resolve("checked")), "another program asks again");
    }

    @Test
    void whatTakesMoreThanTheSchemaIsToldEachTime() throws IOException {
        assertEquals(
                check(GOOD, "1", Map.of()).problems(),
                check(GOOD, "1", Map.of()).problems());
        String nearMiss = new YamlEdit(GOOD).insertBefore("fileLogging", "sogi: 1");
        for (int i = 0; i < 2; i++) {
            assertTrue(check(nearMiss, "1", Map.of()).problems().toString().contains("did you mean sosgi?"));
        }
    }

    private Checked check(String yaml, String program, Map<String, String> environment) {
        return new Checker(environment, memory(program)).check(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private SchemaMemory memory(String program) {
        return new SchemaMemory(directory.resolve("checked"), program);
    }
}
