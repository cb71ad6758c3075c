package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to keep us busy, to fill the memory, or to have something made: each ends soon, with a few clear words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileFilesTest {

    private static final int SIZE = YamlReader.MAX_BYTES - 100;

    /** What each may take of the processor, alone: the machine may have other things to do. */
    private static final long MAX_CPU_NANOS = 1_000_000_000L;

    private static final int MOST_PROBLEMS = 200;

    @TempDir
    private Path folder;

    @BeforeAll
    void warmUp() {
        Yaml.check(Yaml.golden("poll-v1.yaml"));
        Yaml.check("Butler-SOS: {mqttConfig: {enable: true}, x: [1\n");
    }

    private static final Map<String, String> FILES = files();

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("aliases of aliases", laughs(40, 9));
        files.put("aliases of aliases, just few enough", "Butler-SOS:\n" + indent(laughs(4, 9)) + "  x: *a3\n");
        files.put("an alias of itself", "Butler-SOS: &a {b: *a}\n");
        files.put("many aliases", "a: &a x\nButler-SOS: [" + repeat(",", i -> "*a") + "]\n");
        files.put("many aliases of a group", "a: &a {b: 1, c: 2}\nButler-SOS: [" + repeat(",", i -> "*a") + "]\n");
        files.put("many anchors", "Butler-SOS: [" + repeat(",", i -> "&a" + i + " x") + "]\n");
        files.put("brackets", "[".repeat(SIZE));
        files.put("braces", "{".repeat(SIZE));
        files.put("braces with keys", "{a: ".repeat(SIZE / 4));
        files.put("dashes", "- ".repeat(SIZE / 2));
        files.put("question marks", "? ".repeat(SIZE / 2));
        files.put("a stair", stair());
        files.put("many long lines", repeat("", i -> "a" + i + ": " + "x y ".repeat(8_000) + "\n"));
        files.put("many long keys", repeat("", i -> "k" + i + "x".repeat(32_000) + ": 1\n"));
        files.put("many long quoted keys", repeat("", i -> "\"k" + i + "x".repeat(32_000) + "\": 1\n"));
        files.put("many lines of blanks", (" ".repeat(32_000) + "\n").repeat(SIZE / 32_001));
        files.put(
                "many keys in many groups",
                section(repeat("", i -> (i % 900 == 0 ? "  g" + i + ":\n" : "") + "    k" + i + ": 1\n")));
        files.put("a long line", "Butler-SOS: " + "x".repeat(SIZE));
        files.put("a long key", "x".repeat(SIZE - 10) + ": 1\n");
        files.put("a long quoted key", "\"" + "x".repeat(SIZE - 10) + "\": 1\n");
        files.put("a long text in quotes", "Butler-SOS: \"" + "a\\n".repeat(SIZE / 3 - 10) + "\"\n");
        files.put("no end of a quote", "a: \"" + "b\n".repeat(SIZE / 2 - 10));
        files.put("many quotes without end", "a: '\n".repeat(SIZE / 5));
        files.put("empty lines", "\n".repeat(SIZE));
        files.put("blanks", " ".repeat(SIZE));
        files.put("comments", "#\n".repeat(SIZE / 2));
        files.put("colons", ": ".repeat(SIZE / 2));
        files.put("many keys", "Butler-SOS:\n" + repeat("", i -> "  k" + i + ": 1\n"));
        files.put(
                "many keys nearly right", "Butler-SOS:\n" + repeat("", i -> "  logLevel" + i % 99 + "x" + i + ": 1\n"));
        files.put("many keys in a section", section(repeat("", i -> "    k" + i + ": 1\n")));
        files.put("one key many times", "Butler-SOS:\n" + repeat("", i -> "  logLevel: 1\n"));
        files.put("many wrong entries", section("    rules: [" + repeat(",", i -> "1") + "]\n"));
        files.put(
                "many wrong servers", "Butler-SOS: {serversToMonitor: {servers: [" + repeat(",", i -> "{}") + "]}}\n");
        files.put("many documents", "---\n".repeat(SIZE / 4));
        files.put("many directives", "%A b\n".repeat(SIZE / 5));
        files.put("placeholders", "Butler-SOS: {logDirectory: \"" + "${env:X}".repeat(SIZE / 9) + "\"}\n");
        files.put("placeholders without end", "Butler-SOS: {logDirectory: \"" + "${env:".repeat(SIZE / 7) + "\"}\n");
        files.put("a long number", "Butler-SOS: {logLevel: " + "9".repeat(SIZE - 100) + "}\n");
        files.put(
                "a number with a large exponent", "Butler-SOS: {influxdbConfig: {enable: true, port: 1e999999999}}\n");
        files.put("tabs", "a:\n" + "\t\n".repeat(SIZE / 3));
        files.put("tags", "Butler-SOS: [" + repeat(",", i -> "!!java.net.URL [x]") + "]\n");
        files.put("block texts", "a: |\n".repeat(SIZE / 5));
        files.put("one byte too many", "#".repeat(YamlReader.MAX_BYTES + 1));
        return files;
    }

    static Iterable<String> names() {
        return FILES.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void endsSoonWithAFewWords(String name) {
        byte[] file = FILES.get(name).getBytes(StandardCharsets.UTF_8);
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        var checked = new Checker(Map.of("X", "y")).check(file);
        long nanos = threads.getCurrentThreadCpuTime() - before;
        assertFalse(checked.usable());
        assertTrue(
                checked.problems().size() <= MOST_PROBLEMS + 1,
                () -> checked.problems().size() + " problems");
        assertTrue(checked.problems().stream().allMatch(p -> p.in("f").length() < 1_500), "too long to read");
        assertTrue(nanos < MAX_CPU_NANOS, () -> nanos / 1_000_000 + " ms");
    }

    @Test
    void nothingIsMadeOfATag() {
        String tags =
                "Butler-SOS: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"x\"]]]]";
        BrokenFileTest.assertOneError(tags, 1, "Butler-SOS", "tags mean nothing here");
        String port = new YamlEdit(BrokenFileTest.GOOD).set("influxdbConfig.port", "!!java.lang.Integer 8086");
        BrokenFileTest.assertOneError(
                port,
                new YamlEdit(BrokenFileTest.GOOD).line("influxdbConfig.port"),
                "Butler-SOS.influxdbConfig.port",
                "tags mean nothing here");
        BrokenFileTest.assertGood(new YamlEdit(BrokenFileTest.GOOD).set("mqttConfig", "!!map {enable: false}"));
        BrokenFileTest.assertGood(new YamlEdit(BrokenFileTest.GOOD).set("userSessions.excludeUser", "!!seq []"));
    }

    @Test
    void aFileWithoutEndIsReadUpToTheLimit() throws IOException {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros));
        var problems = new Checker(Map.of()).check(zeros).problems();
        assertTrue(problems.get(0).text().contains("1 MiB is the most"), problems::toString);
        Path secret = folder.resolve("link");
        Files.createSymbolicLink(secret, zeros);
        String yaml = new YamlEdit(BrokenFileTest.GOOD).set("influxdbConfig.host", "\"${file:" + secret + "}\"");
        BrokenFileTest.assertOneError(
                yaml,
                new YamlEdit(yaml).line("influxdbConfig.host"),
                "Butler-SOS.influxdbConfig.host",
                "cannot be read");
    }

    private static String laughs(int depth, int width) {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < depth; i++) {
            yaml.append("a").append(i).append(": &a").append(i).append(" [");
            yaml.append(("*a" + (i - 1) + ",").repeat(width)).append("x]\n");
        }
        return yaml.toString();
    }

    private static String section(String keys) {
        return "Butler-SOS:\n  logEvents:\n  influxdbConfig:\n    enable: true\n" + keys;
    }

    private static String indent(String yaml) {
        return yaml.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private static String stair() {
        var yaml = new StringBuilder();
        for (int i = 0; yaml.length() + i < SIZE; i++) {
            yaml.append(" ".repeat(i)).append("a:\n");
        }
        return yaml.toString();
    }

    /** Fills the file. */
    private static String repeat(String between, IntFunction<String> text) {
        int length = text.apply(100_000).length() + between.length();
        return IntStream.range(0, (SIZE - 200) / length).mapToObj(text).collect(Collectors.joining(between));
    }
}
