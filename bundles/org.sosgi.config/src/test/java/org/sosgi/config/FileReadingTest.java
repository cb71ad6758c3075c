package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReadingTest {

    @TempDir
    Path folder;

    @Test
    void tellsTheConfigurationsByPidAndKeepsThemToItself() throws IOException {
        String yaml =
                TemplateTest.template().replace("version: 1 ", "version: 2 ").replace("<token>", "${env:TOKEN}");
        var reading = FileReading.of(Files.writeString(folder.resolve("a.yaml"), yaml), Map.of("TOKEN", "s3cret"));
        assertTrue(reading.errors().isEmpty(), reading::toString);
        assertEquals(
                "s3cret",
                reading.configurations()
                        .get("org.sosgi.sink.influxdb~butler-sos")
                        .get(".token"));
        assertFalse(reading.toString().contains("s3cret"));
    }

    @Test
    void tellsMistakesWithTheirLines() throws IOException {
        String yaml = TemplateTest.template().replace("logLevel: info", "logLevel: loud");
        var reading = FileReading.of(Files.writeString(folder.resolve("a.yaml"), yaml), Map.of());
        assertTrue(
                reading.errors().get(0).matches("\\d+: Butler-SOS\\.logLevel: .*"),
                () -> reading.errors().toString());
        assertTrue(reading.configurations().isEmpty());
    }
}
