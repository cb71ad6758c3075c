package org.sosgi.config;

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
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in every place for them, and in forms that are mistakes: nothing that is told has them. */
final class MaskingTest {

    private static final String SECRET = "s3cr3t";

    /** What a person may write there; most of it is a mistake. */
    private static final List<String> FORMS = List.of(
            "s3cr3t",
            "\"s3cr3t",
            "[s3cr3t]",
            "{s3cr3t: s3cr3t}",
            "*s3cr3t",
            "!s3cr3t",
            "!s3cr3t!x a",
            "!<s3cr3t> a",
            "!!s3cr3t a",
            "&s3cr3t",
            "%s3cr3t",
            "@s3cr3t",
            "`s3cr3t",
            "s3cr3t: s3cr3t",
            "\"s3cr3t\\q\"",
            "'s3cr3t' s3cr3t",
            "|\n  s3cr3t",
            "[s3cr3t",
            "{s3cr3t",
            "https://me:s3cr3t@host/x",
            "https://me:s3cr/s3cr3t@host",
            "me:s3cr3t@host",
            "${file:/none} s3cr3t");

    @TempDir
    private Path folder;

    @Test
    void noMessageHasASecret() throws IOException {
        String yaml = TemplateTest.withEveryKey();
        List<String> paths = new ArrayList<>();
        collect(YamlReader.read(yaml, new ArrayList<>()).orElseThrow(), "", paths);
        assertTrue(paths.size() >= SecretKeys.NAMES.size(), paths::toString);
        for (String path : paths) {
            for (String form : FORMS) {
                String planted = new YamlEdit(yaml).set(path.substring("Butler-SOS.".length()), form);
                var checked = new Checker(Map.of()).check(planted.getBytes(StandardCharsets.UTF_8));
                for (Problem problem : checked.problems()) {
                    assertSilent(problem.in("f"), path + ": " + form);
                }
            }
        }
    }

    @Test
    void whatIsNoKeyOrNoLineOfYaml() {
        for (String line : List.of(
                "password:s3cr3t",
                "password s3cr3t",
                "{enable: true, username: u, password:s3cr3t}",
                "{enable: true, password=s3cr3t}",
                "password:s3cr3t: x",
                "password: s3cr3t\n      password: s3cr3t",
                "api_key s3cr3t: x")) {
            String yaml = BrokenFileTest.GOOD;
            String inside = new YamlEdit(yaml).insertBefore("influxdbConfig.v1Config.auth.username", line);
            String instead = new YamlEdit(yaml).set("influxdbConfig.v1Config.auth", line);
            for (String broken : List.of(inside, instead)) {
                Yaml.check(broken).problems().forEach(problem -> assertSilent(problem.in("f"), line));
            }
        }
    }

    @Test
    void addressesWithAPassword() {
        for (String url : List.of(
                "https://me:s3cr3t@no host",
                "https://me:s3/cr3t@s3cr3t@host:x",
                "https:/host/s3cr3t",
                "ftp://host/s3cr3t",
                "host/x?token=s3cr3t")) {
            for (String path :
                    List.of("heartbeat.remoteURL", "newRelic.event.url", "appNames.hostIP", "influxdbConfig.host")) {
                String yaml = new YamlEdit(Yaml.golden("poll-v1.yaml")).set(path, '"' + url + '"');
                var problems = Yaml.check(yaml).problems();
                if (path.contains("URL") || path.contains("url") || url.contains("@") || url.contains("token")) {
                    problems.forEach(problem -> assertSilent(problem.in("f"), path + " " + url));
                }
            }
        }
    }

    @Test
    void noChangeShowsASecret() throws IOException {
        String yaml = TemplateTest.withEveryKey();
        var before = Yaml.check(yaml).configurations();
        List<String> paths = new ArrayList<>();
        collect(YamlReader.read(yaml, new ArrayList<>()).orElseThrow(), "", paths);
        int changes = 0;
        for (String path : paths) {
            String planted = new YamlEdit(yaml).set(path.substring("Butler-SOS.".length()), SECRET.repeat(3));
            for (var after : new Checker(Map.of())
                    .check(planted.getBytes())
                    .configurations()
                    .entrySet()) {
                Map<String, Object> old = before.getOrDefault(after.getKey(), Map.of());
                for (String line : Changed.lines(new Hashtable<>(old), after.getValue(), Set.of())) {
                    assertSilent(line, path);
                    changes++;
                }
            }
        }
        assertTrue(changes >= 5, "changes: " + changes);
    }

    @Test
    void neitherTheCommandNorAReadingShowsOne() throws IOException {
        String yaml = TemplateTest.withEveryKey().replace("0123456789abcdef", SECRET.repeat(3));
        yaml = new YamlEdit(yaml).set("mqttConfig.qos", SECRET.length() + "");
        Path file = Files.writeString(folder.resolve("a.yaml"), yaml);
        var out = new ByteArrayOutputStream();
        for (String[] words : new String[][] {{file.toString()}, {"--json", file.toString()}}) {
            assertEquals(
                    1,
                    Check.run(
                            List.of(words),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            ConcernsTest.network(true, true)));
        }
        assertSilent(out.toString(StandardCharsets.UTF_8), "sosgi check");
        var reading = FileReading.of(file, Map.of());
        assertSilent(reading.toString() + reading.errors() + reading.warnings(), "reading");
    }

    private static void collect(Node node, String path, List<String> paths) {
        if (node instanceof Node.Sequence list) {
            for (int i = 0; i < list.items().size(); i++) {
                collect(list.items().get(i), path + "[" + i + "]", paths);
            }
        } else if (node instanceof Node.Mapping group) {
            group.members().forEach((key, value) -> {
                String at = Texts.join(path, key);
                if (SecretKeys.NAMES.contains(key)) {
                    paths.add(at);
                }
                collect(value, at, paths);
            });
        }
    }

    private static void assertSilent(String told, String where) {
        assertFalse(told.toLowerCase(Locale.ROOT).contains(SECRET), () -> where + " -> " + told);
    }
}
