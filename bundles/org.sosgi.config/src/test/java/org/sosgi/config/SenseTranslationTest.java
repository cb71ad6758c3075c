package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SenseTranslationTest {

    private static final String POLL = Yaml.golden("poll-v1.yaml");

    @Test
    void access() {
        Path here = Path.of("").toAbsolutePath();
        var access = translate(POLL).get(Pid.of("org.sosgi.qlik.access"));
        assertEquals(
                Map.of(
                        "client_cert", here.resolve("cert/client.pem").toString(),
                        "client_key", here.resolve("cert/client_key.pem").toString(),
                        "ca", here.resolve("cert/root.pem").toString(),
                        "verify", true),
                access);
        String yaml = new YamlEdit(POLL).set("cert.clientCertPassphrase", "s3cret");
        yaml = new YamlEdit(yaml).set("cert.clientCert", "/etc/sosgi/../client.pem");
        yaml = new YamlEdit(yaml).set("serversToMonitor.rejectUnauthorized", "false");
        access = translate(yaml).get(Pid.of("org.sosgi.qlik.access"));
        assertEquals("s3cret", access.get(".passphrase"));
        assertEquals(Path.of("/etc/client.pem").toAbsolutePath().toString(), access.get("client_cert"));
        assertEquals(false, access.get("verify"));
    }

    @Test
    void healthOfEachServer() {
        var all = translate(POLL);
        var first = new TreeMap<>(all.get(Pid.of("org.sosgi.qlik.health", "sense1")));
        assertArrayEquals(new String[] {"X-My-Header-1: Header value 1", "X-My-Header-2: Header value 2"}, (String[])
                first.remove(".headers"));
        assertEquals(
                Map.of(
                        "server", "127.0.0.1:4747",
                        "server_name", "sense1",
                        "server_description", "Central node",
                        "collector.name", "health sense1",
                        "collector.interval", 3000L,
                        "collector.deadline", 40_000L),
                first);
        var second = all.get(Pid.of("org.sosgi.qlik.health", "sense_two"));
        assertEquals("sense two", second.get("server_name"));
        assertNull(second.get(".headers"));
    }

    @Test
    void sessionsOfEachServerAndVirtualProxy() {
        var all = translate(POLL);
        assertEquals(
                List.of("sense1", "sense1-hdr", "sense_two-finance"),
                all.keySet().stream()
                        .filter(pid -> pid.id().equals("org.sosgi.qlik.sessions"))
                        .map(Pid::name)
                        .toList());
        var sessions = new TreeMap<>(all.get(Pid.of("org.sosgi.qlik.sessions", "sense1-hdr")));
        assertArrayEquals(new String[] {"LAB\\testuser1"}, (String[]) sessions.remove("exclude_users"));
        assertEquals(
                Map.of(
                        "session_host", "127.0.0.1:4243",
                        "host", "127.0.0.1",
                        "server_name", "sense1",
                        "server_description", "Central node",
                        "virtual_proxy", "/hdr",
                        "collector.name", "sessions sense1 /hdr",
                        "collector.interval", 3000L,
                        "collector.deadline", 40_000L),
                sessions);
        String off = new YamlEdit(POLL).set("userSessions", "{enableSessionExtract: false}");
        assertFalse(translate(off).keySet().stream().anyMatch(pid -> pid.id().equals("org.sosgi.qlik.sessions")));
    }

    @Test
    void sessionsOfAServerThatAreOffNeedNothingButTheSwitch() {
        String path = "serversToMonitor.servers[0].userSessions";
        String off = new YamlEdit(POLL).set(path, "{enable: false}");
        assertEquals(
                0,
                Yaml.check(off).count(Problem.Severity.ERROR),
                () -> String.valueOf(Yaml.check(off).problems()));
        var pids = translate(off).keySet();
        assertTrue(pids.contains(Pid.of("org.sosgi.qlik.health", "sense1")), pids::toString);
        assertFalse(pids.stream().anyMatch(pid -> pid.toString().startsWith("org.sosgi.qlik.sessions~sense1")));

        String on = new YamlEdit(POLL).set(path, "{enable: true}");
        assertEquals(
                List.of("Butler-SOS." + path + ".host", "Butler-SOS." + path + ".virtualProxies"),
                Yaml.check(on).problems().stream()
                        .filter(Problem::isError)
                        .map(Problem::path)
                        .toList());
        assertEquals(1, Yaml.check(new YamlEdit(POLL).set(path, "{}")).count(Problem.Severity.ERROR));
    }

    @Test
    void apps() {
        assertEquals(
                Map.of(
                        "host",
                        "127.0.0.1",
                        "collector.name",
                        "apps",
                        "collector.interval",
                        3000L,
                        "collector.deadline",
                        40_000L),
                translate(POLL).get(Pid.of("org.sosgi.qlik.apps")));
        assertNull(translate(Yaml.golden("poll-nodocs-v1.yaml")).get(Pid.of("org.sosgi.qlik.apps")));
    }

    @Test
    void tagsOfServers() {
        String yaml = new YamlEdit(POLL).set("serversToMonitor.servers[2].serverTags.server_group", "1.50");
        yaml = new YamlEdit(yaml).set("serversToMonitor.servers[2].serverTags.serverLocation", "false");
        yaml = new YamlEdit(yaml).set("serversToMonitor.servers[2].host", "sense3.example.com");
        assertArrayEquals(
                new String[] {
                    "{\"host\":\"127.0.0.1\",\"name\":\"sense1\",\"tags\":{\"server_group\":\"DEV\",\"serverLocation\":"
                            + "\"Stockholm, Sweden\"}}",
                    "{\"host\":\"127.0.0.2\",\"name\":\"sense two\",\"tags\":{\"server_group\":\"PROD\",\"serverLocation\":"
                            + "\"Europe\"}}",
                    "{\"host\":\"sense3.example.com\",\"name\":\"sense3\",\"tags\":{\"server_group\":\"1.5\","
                            + "\"serverLocation\":\"false\"}}"
                },
                (String[]) translate(yaml)
                        .get(Pid.of("org.sosgi.process.tags.servers"))
                        .get("servers"));
    }

    @Test
    void aChangeToOneServerConcernsNoOther() {
        String other = new YamlEdit(POLL).set("serversToMonitor.servers[0].host", "127.0.0.9:4747");
        var before = translate(POLL);
        var after = translate(other);
        assertEquals(
                List.of(
                        "org.sosgi.process.tags.servers",
                        "org.sosgi.qlik.health~sense1",
                        "org.sosgi.qlik.sessions~sense1",
                        "org.sosgi.qlik.sessions~sense1-hdr"),
                before.keySet().stream()
                        .filter(pid -> !Digest.of(before.get(pid)).equals(Digest.of(after.get(pid))))
                        .map(Pid::toString)
                        .toList());
        assertEquals(before.keySet(), after.keySet());
    }

    @Test
    void serversOfTheSameNameAreToldApartByTheirHost() {
        String same = new YamlEdit(POLL).set("serversToMonitor.servers[1].serverName", "SENSE1");
        same = new YamlEdit(same).set("serversToMonitor.servers[2].serverName", "sense1");
        var all = translate(same);
        assertEquals(
                List.of("sense1-127.0.0.1_4747", "SENSE1-127.0.0.2_4747", "sense1-127.0.0.3_4747"),
                all.keySet().stream()
                        .filter(pid -> pid.id().equals("org.sosgi.qlik.health"))
                        .map(Pid::name)
                        .toList());
        assertEquals(
                "health sense1 (127.0.0.3:4747)",
                all.get(Pid.of("org.sosgi.qlik.health", "sense1-127.0.0.3_4747"))
                        .get("collector.name"));
    }

    private static Map<Pid, Map<String, Object>> translate(String yaml) {
        return Yaml.check(yaml).configurations();
    }
}
