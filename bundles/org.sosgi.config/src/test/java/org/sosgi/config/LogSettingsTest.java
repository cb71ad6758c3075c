package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogSettingsTest {

    private static Map<String, String> of(String yaml) {
        var node = YamlReader.read("Butler-SOS:\n" + yaml.indent(2), new ArrayList<>());
        return LogSettings.of(
                Section.of(node.orElseThrow()).section("Butler-SOS"),
                Path.of("/home/agent").toString());
    }

    @Test
    void speaksTheLevelsOfTheOriginalInThoseOfTheLog() {
        assertEquals(Map.of(LogSettings.LEVEL, "WARN"), of("logLevel: warn"));
        assertEquals(Map.of(LogSettings.LEVEL, "DEBUG"), of("logLevel: verbose"));
        assertEquals(Map.of(LogSettings.LEVEL, "TRACE"), of("logLevel: silly"));
    }

    @Test
    void writesToTheFilesDirectoryOrNotAtAll() {
        assertEquals(
                Map.of(
                        LogSettings.FILE_LEVEL,
                        "ALL",
                        LogSettings.DIRECTORY,
                        Path.of("/home/agent/log").toString()),
                of("fileLogging: true\nlogDirectory: ./log"));
        assertEquals(
                Map.of(
                        LogSettings.FILE_LEVEL,
                        "OFF",
                        LogSettings.DIRECTORY,
                        Path.of("/var/log/sosgi").toString()),
                of("fileLogging: false\nlogDirectory: /var/log/sosgi"));
    }

    @Test
    void leavesAloneWhatTheFileDoesNotTell() {
        assertEquals(Map.of(), of("anonTelemetry: false"));
    }
}
