package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The file with comments that the distribution brings along. */
final class TemplateTest {

    /** A new agent takes events from everybody, as nobody has told yet who sends them. */
    private static final String LOG_SOURCES = "Butler-SOS.logEvents.udpServerConfig.enableSourceValidation";

    private static final String USER_SOURCES = "Butler-SOS.userEvents.udpServerConfig.enableSourceValidation";

    @Test
    void passesTheCheckAsItIs() throws IOException {
        var checked = Yaml.check(template());
        assertEquals(List.of(LOG_SOURCES), paths(checked));
        var configurations = checked.configurations();
        assertTrue(configurations.containsKey(Pid.of("org.sosgi.sink.influxdb", "butler-sos")));
        assertTrue(configurations.containsKey(Pid.of("org.sosgi.udp", "log")));
    }

    @Test
    void passesTheCheckWithEverythingSwitchedOn() throws IOException {
        String all = template().replace("enable: false", "enable: true").replace("Extract: false", "Extract: true");
        var checked = Yaml.check(all);
        assertEquals(
                List.of(USER_SOURCES, LOG_SOURCES, "Butler-SOS.serversToMonitor.servers"),
                paths(checked),
                "there are none to ask");
        assertTrue(checked.usable());
    }

    private static List<String> paths(Checked checked) {
        return checked.problems().stream()
                .filter(p -> !isInactive(p))
                .map(Problem::path)
                .toList();
    }

    /** Returns the template with what it has in comments, and all destinations switched on. */
    static String withEveryKey() throws IOException {
        // A comment that begins with a key or a list entry is an example; the others begin with words.
        String all = template()
                .replaceAll("(?m)^( *)# ((?:- )?[A-Za-z]+:(?: |$))", "$1$2")
                .replaceAll("(?m)^( *)#  ( *(?:- )?[A-Za-z]+:(?: |$))", "$1 $2")
                .replaceAll("(?m)^( *)# (- [0-9a-z./]+)$", "$1$2")
                .replaceAll("\\$\\{env:[A-Z_]+}", "0123456789abcdef");
        for (String section : List.of("mqttConfig", "newRelic", "prometheus", "userEvents")) {
            all = new YamlEdit(all).set(section + ".enable", "true");
        }
        return all;
    }

    @Test
    void passesTheCheckWithEveryCommentedKey() throws IOException {
        var checked = Yaml.check(withEveryKey());
        assertEquals(
                List.of(
                        "Butler-SOS.sosgi.history.password",
                        "Butler-SOS.sosgi.privacy.pseudonymKey",
                        USER_SOURCES,
                        LOG_SOURCES,
                        "Butler-SOS.influxdbConfig.caFile"),
                paths(checked));
        var settings = checked.configurations().get(Pid.of("org.sosgi.journal"));
        assertEquals(4, settings.size(), settings::toString);
        var health = checked.configurations().get(Pid.of("org.sosgi.health"));
        assertEquals(List.of("0.0.0.0", 12398), List.of(health.get("host"), health.get("port")));
        assertTrue(checked.settings().flag("mqttConfig.tls.enable"));
        assertEquals(
                List.of(),
                checked.settings().sections("thirdPartyToolsCredentials.newRelic").stream()
                        .filter(account -> account.text("insertApiKey", "").isEmpty())
                        .toList());
    }

    @Test
    void hasEveryKeyThatAFileOfTheOriginalHas() throws IOException {
        var ours = new TreeSet<String>();
        collect(YamlReader.read(template(), new ArrayList<>()).orElseThrow(), "", ours);
        var theirs = new TreeSet<String>();
        collect(YamlReader.read(Yaml.golden("udp-v1.yaml"), new ArrayList<>()).orElseThrow(), "", theirs);
        theirs.removeAll(ours);
        theirs.removeIf(path -> path.contains("[]") || path.contains("serverTags."));
        assertEquals(List.of(), List.copyOf(theirs));
    }

    private static boolean isInactive(Problem problem) {
        return problem.severity() == Problem.Severity.INFO;
    }

    private static void collect(Node node, String path, TreeSet<String> paths) {
        paths.add(path);
        if (node instanceof Node.Mapping mapping) {
            mapping.members().forEach((key, value) -> collect(value, path + "." + key, paths));
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, path + "[]", paths));
        }
    }

    static String template() throws IOException {
        try (InputStream in = Check.class.getResourceAsStream("butler-sos.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
