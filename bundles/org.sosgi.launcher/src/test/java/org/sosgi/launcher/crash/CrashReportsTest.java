package org.sosgi.launcher.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportsTest {

    @TempDir
    Path folder;

    private Path directory;
    private int ends;
    private final List<String> lines = new ArrayList<>();
    private CrashReports reports;

    @BeforeEach
    void make() {
        directory = folder.resolve("a").resolve("crash_dumps");
        reports = new CrashReports(new CrashSettings(directory, true, true), "1.2", () -> ends++);
        reports.tell((line, stack) -> lines.add(line));
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static Map<String, String> flat(Path json) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (var parser = new JsonFactory().createParser(json.toFile())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()) {
                    values.put(parser.getParsingContext().pathAsPointer().toString(), parser.getText());
                }
            }
            assertEquals(null, parser.currentToken(), JsonToken.END_OBJECT.name());
        }
        return values;
    }

    @Test
    void aThreadThatDiesIsToldOncePerCauseAndTheAgentGoesOn() throws Exception {
        for (int i = 0; i < 3; i++) {
            var thread = new Thread(
                    () -> {
                        throw new IllegalStateException("no token=abc in /etc/secret\nx");
                    },
                    "plugin-worker");
            thread.setUncaughtExceptionHandler(reports);
            thread.start();
            thread.join(10_000);
        }
        assertEquals(3, reports.uncaught());
        assertEquals(0, ends);
        assertEquals(
                List.of(
                        "thread plugin-worker died of java.lang.IllegalStateException: no token=[REDACTED] in /etc/secret\nx;"
                                + " the agent goes on"),
                lines);
        assertEquals(2, files().size());
        reports.uncaughtException(Thread.currentThread(), new IllegalArgumentException("another"));
        assertEquals(2, lines.size());
        assertEquals(4, files().size());
    }

    @Test
    void theFilesAreAsTheOriginals() throws Exception {
        reports.describeWith(() -> Map.of("logLevel", "info", "mqttEnable", true));
        reports.startFailed(new IOException("cannot open http://u:p@h"));
        List<Path> files = files();
        assertTrue(
                files.get(0)
                        .getFileName()
                        .toString()
                        .matches("crash_dump_\\d{8}_\\d{6}_\\d{3}_"
                                + ProcessHandle.current().pid() + "_1\\.json"),
                files.toString());
        assertTrue(files.get(1).toString().endsWith("_1.txt"), files.toString());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))));
        Map<String, String> json = flat(files.get(0));
        assertEquals("1.0", json.get("/version"));
        assertTrue(json.get("/timestamp").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z"));
        assertEquals("sosgi", json.get("/app/name"));
        assertEquals("1.2", json.get("/app/version"));
        assertEquals(System.getProperty("java.version"), json.get("/runtime/javaVersion"));
        assertEquals("java.io.IOException", json.get("/error/type"));
        assertEquals("cannot open http://[REDACTED]@h", json.get("/error/message"));
        assertTrue(json.get("/error/stack").contains("CrashReportsTest.theFiles"));
        assertEquals("1", json.get("/context/exitCode"));
        assertEquals("logFatal", json.get("/context/source"));
        assertEquals("info", json.get("/config/logLevel"));
        assertEquals("true", json.get("/config/mqttEnable"));
        String text = Files.readString(files.get(1));
        assertTrue(text.contains("error.type: java.io.IOException\n"), text);
        assertTrue(text.contains("CrashReportsTest.theFiles"), text);
        assertFalse(text.contains("mqttEnable"), text);
    }

    @Test
    void whatTheJvmCannotGoOnWithEndsTheProcess() throws Exception {
        reports.uncaughtException(Thread.currentThread(), new StackOverflowError());
        assertEquals(0, ends);
        reports.uncaughtException(Thread.currentThread(), new OutOfMemoryError("heap"));
        reports.uncaughtException(Thread.currentThread(), new OutOfMemoryError("heap"));
        assertEquals(2, ends);
        assertEquals("1", flat(files().get(2)).get("/context/exitCode"));
    }

    @Test
    void settingsCanSwitchItOffAndBack() throws Exception {
        reports.configure(new CrashSettings(directory, false, false));
        reports.startFailed(new IOException("x"));
        assertEquals(List.of(), files());
        reports.configure(new CrashSettings(directory, false, true));
        reports.startFailed(new IOException("x"));
        assertEquals(1, files().size());
        reports.configure(null);
        reports.startFailed(new IOException("x"));
        assertEquals(3, files().size());
    }

    @Test
    void filesAreBounded() throws Exception {
        Files.createDirectories(directory);
        for (int i = 0; i < CrashFiles.MOST + 10; i++) {
            Files.createFile(directory.resolve(String.format("crash_dump_20200101_%06d_000_1_1.json", i)));
        }
        Files.createFile(directory.resolve("notes.txt"));
        for (int i = 0; i < CrashFiles.MOST_A_DAY + 5; i++) {
            reports.startFailed(new IOException("x"));
        }
        List<Path> files = files();
        assertEquals(CrashFiles.MOST + 1, files.size());
        long fresh = files.stream()
                .filter(file -> !file.getFileName().toString().startsWith("crash_dump_2020"))
                .count();
        assertEquals(CrashFiles.MOST_A_DAY + 1, fresh);
    }

    @Test
    void whatGoesWrongWithTheReportIsIgnored() throws Exception {
        Files.createFile(folder.resolve("a"));
        reports.describeWith(() -> {
            throw new IllegalStateException("no");
        });
        reports.uncaughtException(Thread.currentThread(), new OutOfMemoryError("heap"));
        assertEquals(1, ends);
        assertEquals(1, lines.size());
    }
}
