package org.sosgi.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.config.FileReading;
import org.sosgi.setup.init.Terminal;
import org.sosgi.simulator.site.Behaviour;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

class InitTest {

    private static final String TOKEN = "t0p-secret-token";

    @TempDir
    Path home;

    private LocalSite site;
    private FreeUdpPorts ports;
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> prompts = new ArrayList<>();
    private int code;
    private String said;

    @BeforeEach
    void start() throws Exception {
        site = new LocalSite(home.resolve("cert"));
        ports = FreeUdpPorts.find();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void setsAnAgentUpWithoutAQuestion() throws Exception {
        try (var influx = influx2(TOKEN)) {
            run(options(influx, token(TOKEN)));
            assertEquals(0, code, said);
            assertSaid("OK    certificate of the client  valid for 36", "OK    engine " + site.address + ":4747");
            assertSaid("OK    sessions " + site.address + ":4243 /sales", "OK    apps " + site.address + ":4242");
            assertSaid("InfluxDB 2.7.11", "let in; is there", "udp log", "clock  within", "the check finds no errors");
            assertSaid("sosgi appenders --config " + file());
            assertTrue(influx.asked.stream().allMatch(asked -> asked.startsWith("GET ")), influx.asked::toString);
        }
        assertFalse(said.contains(TOKEN), said);
        String yaml = Files.readString(file());
        assertFalse(yaml.contains(TOKEN), yaml);
        assertTrue(yaml.contains("# made if it is missing"), "comments are kept");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));

        Map<String, Map<String, Object>> made = read();
        Map<String, Object> influx = made.get("org.sosgi.sink.influxdb~butler-sos");
        assertEquals(TOKEN, influx.get(".token"));
        assertEquals("sense", influx.get("database"));
        assertEquals(2, influx.get("version"));
        assertEquals(
                home.resolve("cert/client.pem").toString(),
                made.get("org.sosgi.qlik.access").get("client_cert"));
        assertEquals(ports.log(), made.get("org.sosgi.udp~log").get("port"));
        assertEquals(ports.user(), made.get("org.sosgi.udp~user").get("port"));
        assertTrue(made.containsKey("org.sosgi.qlik.health~" + site.address), made.keySet()::toString);
        assertTrue(made.containsKey("org.sosgi.qlik.sessions~" + site.address + "-sales"), made.keySet()::toString);
        assertTrue(made.containsKey("org.sosgi.qlik.logevents.engine"), made.keySet()::toString);
        assertFalse(made.containsKey("org.sosgi.qlik.logevents.qixperf"), made.keySet()::toString);
        assertEquals(Map.of("sink.start", "latest"), made.get("org.sosgi.sink.jdbc~history"));
        assertEquals(
                List.of("org.sosgi.sink.influxdb~butler-sos", "org.sosgi.sink.jdbc~history"),
                made.keySet().stream()
                        .filter(pid -> pid.startsWith("org.sosgi.sink."))
                        .toList(),
                "nothing else is on");
    }

    @Test
    void asksForWhatIsNotTold() throws Exception {
        site.authority
                .client()
                .key(KeyKind.EC)
                .issue()
                .writeTo(site.certificates, "client", KeyFormat.pkcs8("open sesame"));
        try (var influx = influx2(TOKEN)) {
            answer(site.address, "", "open sesame", "/, sales", "engine,qixPERF", String.valueOf(ports.log()));
            answer("maybe", "on", String.valueOf(ports.user()), "2", "localhost", String.valueOf(influx.port()));
            answer("ops", "sense", TOKEN);
            run();
        }
        assertEquals(0, code, said);
        assertTrue(answers.isEmpty(), answers::toString);
        assertSaid("on or off, not maybe");
        assertFalse(Files.readString(file()).contains("open sesame"));
        Map<String, Map<String, Object>> made = read();
        assertEquals("open sesame", made.get("org.sosgi.qlik.access").get(".passphrase"));
        assertEquals(TOKEN, made.get("org.sosgi.sink.influxdb~butler-sos").get(".token"));
        assertEquals(true, made.get("org.sosgi.process.qixfilter").get("monitor"));
        assertFalse(made.containsKey("org.sosgi.qlik.logevents.proxy"));
        Path secrets = home.resolve("etc/secrets");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)));
        Path typed = secrets.resolve("influxdb-token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(typed)));
    }

    @Test
    void endsWhenNobodyAnswers() {
        run("--sense", "none");
        assertEquals(1, code, said);
        assertSaid("nobody answers", "--yes");
        assertFalse(Files.exists(file()));
    }

    @Test
    void asksWhetherToGoOnAfterAFailure() throws Exception {
        try (var taken = new DatagramSocket(new InetSocketAddress("0.0.0.0", 0))) {
            answer("n");
            run(
                    "--sense",
                    "none",
                    "--sources",
                    "none",
                    "--user-events",
                    "on",
                    "--user-port",
                    "" + taken.getLocalPort());
        }
        assertEquals(1, code, said);
        assertSaid("FAIL  udp user", "in use", "nothing was written");
        assertTrue(prompts.get(prompts.size() - 1).contains("Go on"), prompts::toString);
        assertFalse(Files.exists(file()));
    }

    @Test
    void doesNotOverwrite() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "mine");
        run("--yes", "--log-port", "" + ports.log(), "--user-port", "" + ports.user());
        assertEquals(1, code, said);
        assertSaid("--force");
        assertEquals("mine", Files.readString(file()));
        run("--yes", "--force", "--log-port", "" + ports.log(), "--user-port", "" + ports.user());
        assertEquals(0, code, said);
        assertSaid("WARN  destination");
        assertFalse(read().containsKey("org.sosgi.qlik.access"));
    }

    @Test
    void tellsAWrongPassphrase() throws Exception {
        site.authority
                .client()
                .key(KeyKind.EC)
                .issue()
                .writeTo(site.certificates, "client", KeyFormat.pkcs8("right one"));
        Path wrong = Files.writeString(home.resolve("passphrase"), "wrong one\n");
        run(sense("--passphrase-file", wrong.toString()));
        assertEquals(1, code, said);
        assertSaid("FAIL  certificate of the client  the passphrase does not fit", "-> give the passphrase");
        assertSaid("the servers were not asked");
        assertFalse(said.contains("wrong one"), said);
        read();
    }

    @Test
    void tellsAnExpiredCertificate() throws Exception {
        site.authority
                .client()
                .key(KeyKind.EC)
                .until(Instant.now().minus(Duration.ofDays(2)))
                .issue()
                .writeTo(site.certificates, "client", KeyFormat.pkcs8());
        run(sense());
        assertEquals(1, code, said);
        assertSaid("FAIL  certificate of the client", "expired on", "-> in the QMC: Certificates, export");
        read();
    }

    @Test
    void tellsServersThatDoNotAnswer() throws Exception {
        site.site.put("engine/*", Behaviour.refuse());
        site.site.put("proxy/*/sales", Behaviour.status(404));
        run(sense("--virtual-proxies", "/,/sales"));
        assertEquals(1, code, said);
        assertSaid("FAIL  engine " + site.address + ":4747  the connection was refused");
        assertSaid("-> start the Qlik Sense Engine Service there, and open TCP 4747");
        assertSaid("OK    sessions " + site.address + ":4243 /  ");
        assertSaid("FAIL  sessions " + site.address + ":4243 /sales  HTTP 404", "-> name a virtual proxy");
        read();
    }

    @Test
    void tellsAHostThatIsNotKnown() throws Exception {
        run(sense("--sense", "no-such-host.invalid"));
        assertEquals(1, code, said);
        assertSaid("FAIL  engine no-such-host.invalid:4747  there is no host", "names of apps are off");
        assertSaid("the check finds no errors");
        assertFalse(read().containsKey("org.sosgi.qlik.apps"));
    }

    @Test
    void tellsAnInfluxThatIsDown() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        run(sense("--influxdb", "1", "--influxdb-port", "" + port));
        assertEquals(1, code, said);
        assertSaid("FAIL  influxdb http://localhost:" + port + "  the connection was refused", "-> start InfluxDB");
        assertEquals(
                "senseops", read().get("org.sosgi.sink.influxdb~butler-sos").get("database"));
    }

    @Test
    void tellsAWrongToken() throws Exception {
        try (var influx = influx2(TOKEN)) {
            run(options(influx, token("another")));
        }
        assertEquals(1, code, said);
        assertSaid("does not accept our token (HTTP 401)", "-> make a token");
        assertFalse(said.contains("another"), said);
        read();
    }

    @Test
    void knowsTheOtherVersionsOfInflux() throws Exception {
        String databases = "{\"results\":[{\"series\":[{\"values\":[[\"_internal\"],[\"ops\"]]}]}]}";
        Path password = Files.writeString(home.resolve("password"), "pw");
        try (var influx = new InfluxStandIn("1.8.10", "Basic dXNlcjpwdw==", databases)) {
            run(sense(
                    "--influxdb",
                    "1",
                    "--influxdb-port",
                    "" + influx.port(),
                    "--database",
                    "ops",
                    "--username",
                    "user",
                    "--password-file",
                    password.toString()));
            assertEquals(0, code, said);
            assertSaid("InfluxDB 1.8.10", "database ops  let in; is there");
            assertEquals("pw", read().get("org.sosgi.sink.influxdb~butler-sos").get(".password"));
        }
        try (var influx = new InfluxStandIn("3.2.0", "Token " + TOKEN, "[{\"iox::database\":\"other\"}]")) {
            run(sense(
                    "--influxdb", "3", "--influxdb-port", "" + influx.port(), "--token-file", token(TOKEN), "--force"));
            assertEquals(0, code, said);
            assertSaid("InfluxDB 3.2.0", "database senseops  let in; is not to be seen; the agent makes it if it may");
            assertEquals(3, read().get("org.sosgi.sink.influxdb~butler-sos").get("version"));
        }
        try (var influx = influx2(TOKEN)) {
            run(sense(
                    "--influxdb", "3", "--influxdb-port", "" + influx.port(), "--token-file", token(TOKEN), "--force"));
            assertEquals(0, code, said);
            assertSaid("WARN  influxdb", "InfluxDB 2.7.11, though version 3 is configured");
        }
    }

    @Test
    void tellsMachines() throws Exception {
        run(sense("--json"));
        assertEquals(0, code, said);
        Map<String, Object> answer = JSON.std.mapFrom(said);
        assertEquals(true, answer.get("ok"));
        assertEquals(file().toString(), answer.get("file"));
        assertTrue(((List<?>) answer.get("findings")).size() > 5, said);
        run("--json", "--sources", "engines");
        assertEquals(1, code, said);
        assertTrue(JSON.std.mapFrom(said).get("error").toString().contains("--force"), said);
    }

    @Test
    void refusesWordsItDoesNotKnow() {
        for (List<String> words : List.of(
                List.of("--token", "x"),
                List.of("--sense"),
                List.of("--yes", "--sources", "engines"),
                List.of("--yes", "--sense", "a/b"),
                List.of("--yes", "--sense", "a,a"),
                List.of("--yes", "--log-port", "0"),
                List.of("--yes", "--influxdb", "4"),
                List.of("--yes", "--influxdb", "2", "--influxdb-host", "http://x"),
                List.of("--yes", "--influxdb", "2", "--org", "o", "--token-file", "/none"),
                List.of("--yes", "--influxdb", "2"))) {
            run(words.toArray(String[]::new));
            assertEquals(2, code, words + ": " + said);
        }
        assertFalse(Files.exists(file()));
    }

    private Path file() {
        return home.resolve("etc/butler-sos.yaml");
    }

    /** By the real reader, which must find no error. */
    private Map<String, Map<String, Object>> read() throws IOException {
        FileReading reading = FileReading.of(file(), Map.of());
        assertEquals(List.of(), reading.errors());
        return reading.configurations();
    }

    private String token(String token) throws IOException {
        return Files.writeString(home.resolve("token"), token + "\n").toString();
    }

    private static InfluxStandIn influx2(String token) throws IOException {
        return new InfluxStandIn("v2.7.11", "Token " + token, "{\"buckets\":[{\"name\":\"sense\"}]}");
    }

    private String[] options(InfluxStandIn influx, String tokenFile) {
        return sense(
                "--virtual-proxies",
                "/,/sales",
                "--influxdb",
                "2",
                "--influxdb-port",
                "" + influx.port(),
                "--org",
                "ops",
                "--bucket",
                "sense",
                "--token-file",
                tokenFile);
    }

    /** With ports that are free, and the site's address; what is added counts more. */
    private String[] sense(String... more) {
        List<String> words = new ArrayList<>(List.of("--yes", "--sense", site.address));
        words.addAll(List.of("--log-port", "" + ports.log(), "--user-port", "" + ports.user()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private void answer(String... lines) {
        answers.addAll(List.of(lines));
    }

    private void assertSaid(String... parts) {
        for (String part : parts) {
            assertTrue(said.contains(part), () -> part + " is not in:\n" + said);
        }
    }

    private void run(String... words) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        code = Init.run(List.of(words), out, home, new Terminal() {
            @Override
            public String ask(String prompt) {
                prompts.add(prompt);
                return answers.poll();
            }

            @Override
            public String askSecret(String prompt) {
                return ask(prompt);
            }
        });
        said = bytes.toString(StandardCharsets.UTF_8);
    }
}
