package org.sosgi.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.setup.doctor.Agent;
import org.sosgi.simulator.site.Behaviour;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

class DoctorTest {

    private static final String TOKEN = "t0p-secret-token";

    @TempDir
    Path home;

    private LocalSite site;
    private InfluxStandIn influx;
    private FreeUdpPorts ports;
    private Path token;

    /** What a running agent says, one after the other; none if it does not run. */
    private final Deque<String> statuses = new ArrayDeque<>();

    private boolean runs;
    private int code;
    private String said;

    @BeforeEach
    void setUp() throws Exception {
        site = new LocalSite(home.resolve("cert"));
        influx = new InfluxStandIn("v2.7.11", "Token " + TOKEN, "{\"buckets\":[{\"name\":\"sense\"}]}");
        ports = FreeUdpPorts.find();
        token = Files.writeString(home.resolve("token"), TOKEN);
        init();
    }

    @AfterEach
    void tearDown() {
        site.close();
        influx.close();
    }

    private void init(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--yes",
                "--force",
                "--sense",
                site.address,
                "--influxdb",
                "2",
                "--influxdb-port",
                "" + influx.port(),
                "--org",
                "ops",
                "--bucket",
                "sense",
                "--token-file",
                token.toString(),
                "--log-port",
                "" + ports.log(),
                "--user-port",
                "" + ports.user()));
        words.addAll(List.of(more));
        var told = new ByteArrayOutputStream();
        var out = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertEquals(0, Init.run(words, out, home, null), () -> told.toString(StandardCharsets.UTF_8));
    }

    @Test
    void findsAnAgentThatIsReadyToStart() throws IOException {
        Files.createDirectory(
                home.resolve("var"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        run();
        assertEquals(0, code, said);
        assertSaid("OK    java  Java ", "WARN  config  butler-sos.yaml:", "enableSourceValidation: whoever reaches");
        assertSaid("OK    certificate of the client  valid for");
        assertSaid("OK    engine " + site.address + ":4747  answers in ", "OK    sessions " + site.address + ":4243 /");
        assertSaid("OK    apps " + site.address + ":4242", "InfluxDB 2.7.11", "bucket sense  let in; is there");
        assertSaid(
                "OK    udp log 0.0.0.0:" + ports.log() + "  free", "receive buffer", "OK    mode of var/  rwx------");
        assertSaid("WARN  agent  does not run", "-> sosgi start", " 0 FAIL");
        assertFalse(said.contains(TOKEN), said);
    }

    @Test
    void tellsWhoElseCanReadSecrets() throws IOException {
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        Path settings = Files.writeString(home.resolve("etc/org.sosgi.sink.file-a.cfg"), ".password = x\n");
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
        run();
        assertSaid("every user of this machine can read " + token + ", which holds secrets; chmod 0640 " + token);
        assertSaid("every user of this machine can read " + settings);
        assertEquals(0, code, said);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  config  butler-sos.yaml:1: every user of this machine can change " + file());
    }

    @Test
    void tellsMachines() throws IOException {
        run("--json");
        Map<String, Object> answer = JSON.std.mapFrom(said);
        assertEquals(true, answer.get("ok"), said);
        assertTrue(((List<?>) answer.get("findings"))
                .stream()
                        .allMatch(
                                f -> ((Map<?, ?>) f).keySet().containsAll(List.of("level", "what", "detail", "next"))));
    }

    @Test
    void refusesWordsItDoesNotKnow() {
        run("--jsom");
        assertEquals(2, code, said);
        run("--config");
        assertEquals(2, code, said);
    }

    @Test
    void tellsThatThereIsNoConfiguration() {
        run("--config", home.resolve("none.yaml").toString());
        assertEquals(1, code, said);
        assertSaid("FAIL  config  there is no file", "-> sosgi init");
    }

    @Test
    void tellsMistakesInTheConfiguration() throws IOException {
        Files.writeString(file(), Files.readString(file()).replace("logLevel: info", "logLevel: loud"));
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  config  butler-sos.yaml:", "Butler-SOS.logLevel", "-> sosgi check");
    }

    @Test
    void tellsAWrongPassphrase() throws Exception {
        Path passphrase = Files.writeString(home.resolve("passphrase"), "right one");
        site.authority
                .client()
                .key(KeyKind.EC)
                .issue()
                .writeTo(site.certificates, "client", KeyFormat.pkcs1("right one"));
        init("--passphrase-file", passphrase.toString());
        Files.writeString(passphrase, "wrong one");
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  certificate of the client  the passphrase does not fit", "WARN  servers  not asked");
        assertSaid("let in; is there");
        assertFalse(said.contains("wrong one"), said);
    }

    @Test
    void tellsAnExpiredCertificateAndOneThatExpiresSoon() throws Exception {
        var issue = site.authority.client().key(KeyKind.EC);
        issue.until(Instant.now().plus(Duration.ofDays(5)))
                .issue()
                .writeTo(site.certificates, "client", KeyFormat.pkcs8());
        run();
        assertEquals(0, code, said);
        assertSaid("WARN  certificate of the client", "expires on", "OK    engine");
        issue.until(Instant.now().minus(Duration.ofDays(5)))
                .issue()
                .writeTo(site.certificates, "client", KeyFormat.pkcs8());
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  certificate of the client", "expired on", "-> in the QMC");
    }

    @Test
    void tellsWhoElseCanReadTheKey() throws IOException {
        Files.setPosixFilePermissions(
                site.certificates.resolve("client_key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.createDirectory(home.resolve("var"));
        Files.setPosixFilePermissions(home.resolve("var"), PosixFilePermissions.fromString("rwxr-x---"));
        run();
        assertEquals(0, code, said);
        assertSaid("WARN  key of the client", "-> chmod 600 ", "WARN  mode of var/  rwxr-x---", "-> chmod 700 ");
    }

    @Test
    void tellsServersThatDoNotAnswer() throws Exception {
        site.site.put("engine/*", Behaviour.refuse());
        site.site.put("proxy/*", Behaviour.hang());
        site.site.put("qrs/*", Behaviour.reset());
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  engine " + site.address + ":4747  the connection was refused");
        assertSaid("FAIL  sessions " + site.address + ":4243 /  no answer within 5000 ms", "-> open TCP 4243");
        assertSaid("FAIL  apps " + site.address + ":4242  the server closed the connection");
    }

    @Test
    void waitsLongerForTheAppsOfABigSite() throws Exception {
        site.site.put("qrs/*", new Behaviour(Behaviour.Kind.REPLY, 200, "[]", "application/json", Map.of(), 6_000));
        run();
        assertEquals(0, code, said);
        assertSaid("OK    apps " + site.address + ":4242  answers in 6", " ms; 0 apps");
    }

    @Test
    void tellsAnInfluxThatIsDownOrDoesNotLetUsIn() throws IOException {
        Files.writeString(token, "another");
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  influxdb", "does not accept our token (HTTP 401)");
        influx.close();
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  influxdb http://localhost:" + influx.port() + "  the connection was refused");
    }

    @Test
    void comparesTheClocks() throws IOException {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(600).atOffset(ZoneOffset.UTC));
        site.site.put(
                "engine/*",
                new Behaviour(Behaviour.Kind.REPLY, 200, "{}", "application/json", Map.of("Date", date), 0));
        run();
        assertEquals(0, code, said);
        assertSaid("WARN  clock  " + site.address + ":4747 is ", " s ahead", "-> let this machine");
    }

    @Test
    void tellsAPortThatIsTaken() throws IOException {
        try (var taken = new DatagramSocket(new InetSocketAddress("0.0.0.0", ports.log()))) {
            run();
            assertTrue(taken.isBound());
        }
        assertEquals(1, code, said);
        assertSaid("FAIL  udp log 0.0.0.0:" + ports.log() + "  cannot be had", "-> see who has it");
    }

    @Test
    void looksWhetherOtherDestinationsAreThere() throws IOException {
        try (var broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String yaml = Files.readString(file());
            yaml = on(yaml, "mqttConfig").replace("brokerPort: 1883", "brokerPort: " + broker.getLocalPort());
            yaml = on(yaml, "prometheus").replace("9842", "" + taken.getLocalPort());
            yaml = yaml.replace("nodeMetricsPort: 9001", "nodeMetricsPort: 0");
            yaml = on(yaml, "newRelic");
            yaml = yaml.replaceAll("https://insights-collector.eu01.nr-data.net", "http://127.0.0.1:" + closedPort());
            yaml = yaml.replaceFirst(
                    "\n    newRelic:[^\n]*\n", "$0      - {accountName: A, insertApiKey: k, accountId: a1}\n");
            yaml = yaml.replaceFirst("(metric:\n *destinationAccount:)", "$1 [A]");
            Files.writeString(file(), yaml);
            run();
            assertSaid("OK    mqtt localhost:" + broker.getLocalPort() + "  takes a connection after ");
            assertSaid(
                    "FAIL  prometheus 127.0.0.1:" + taken.getLocalPort() + "  cannot be had", "change prometheus.host");
            assertSaid("FAIL  newrelic 127.0.0.1:", "cannot be reached: Connection refused");
        }
        assertEquals(1, code, said);
    }

    @Test
    void tellsThatEventsGoToTheHistoryOnly() throws IOException {
        Files.writeString(
                file(), Files.readString(file()).replaceFirst("(influxdbConfig:\n *enable:) true", "$1 false"));
        run();
        assertSaid("WARN  destination  the file has none: events go to the agent's own history only");
    }

    private static String on(String yaml, String section) {
        return yaml.replaceFirst("(\n  " + section + ":[^\n]*\n    enable:) false", "$1 true");
    }

    private static int closedPort() throws IOException {
        try (var free = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void looksTwiceAtARunningAgent() {
        runs = true;
        statuses.add(status(10, ports.log(), "OK", ""));
        statuses.add(status(25, ports.log(), "OK", ""));
        run();
        assertEquals(0, code, said);
        assertSaid("OK    agent  runs (pid 4711)", "OK    udp log  the agent listens on port " + ports.log());
        assertSaid("OK    events log  15 in the last ", "25 in all", "OK    sink influxdb  7 delivered, 2 pending");
        assertSaid(
                "OK    collector health one  up, last call 12 ms", "WARN  events user  none has come since the start");
        assertSaid("-> put the files of sosgi appenders on the Sense servers, and open UDP " + ports.user());
        assertSaid("WARN  receive buffer  the kernel gave 4096 of the 33554432 bytes", "-> sysctl -w");
    }

    @Test
    void tellsWhatIsNotWellInARunningAgent() {
        runs = true;
        String status = status(10, ports.log() + 1, "FAILED", "hangs in a write")
                .replace("\"events_dead_lettered\":0", "\"events_dead_lettered\":3")
                .replace("\"waits_for\":[]", "\"waits_for\":[\"component x waits for y\"]")
                .replace("butler-sos.yaml", "other.yaml");
        statuses.addAll(List.of(status, status));
        run();
        assertEquals(1, code, said);
        assertSaid("WARN  udp log  the file says port " + ports.log() + ", the agent listens on ");
        assertSaid("FAIL  agent  runs (pid 4711)", "not ready: component x waits for y");
        assertSaid("WARN  agent config  the agent uses another file, other.yaml");
        assertSaid("FAIL  sink influxdb  FAILED: 7 delivered, 2 pending; hangs in a write");
        assertSaid("WARN  journal journal  DEGRADED: 1 damaged segments");
    }

    @Test
    void pointsAboveOnlyIfSomethingIsToldThere() {
        runs = true;
        String status = status(10, ports.log(), "FAILED", "hangs").replace("'", "\"");
        String down = status.replace("health one\",\"state\":\"OK\"", "health one\",\"state\":\"DEGRADED\"")
                .replace("\"reports\":[", "\"reports\":[" + down("uptime") + ",");
        statuses.addAll(List.of(down, down));
        run();
        assertSaid("WARN  collector health one  DEGRADED\n      -> see the lines of the server above");
        assertSaid("WARN  collector uptime  DEGRADED\n      -> see sosgi status, and var/log/sosgi.log");
        assertSaid("; hangs\n      -> see the lines of the destination above");
        String file = down.replace("\"name\":\"influxdb\"", "\"name\":\"file~all\"");
        statuses.addAll(List.of(file, file));
        run();
        assertSaid(
                "FAIL  sink file~all  FAILED: 7 delivered, 2 pending; hangs\n      -> see sosgi status, and var/log");
    }

    private static String down(String collector) {
        return "{\"kind\":\"collector\",\"name\":\"" + collector
                + "\",\"state\":\"DEGRADED\",\"detail\":\"\",\"figures\":{}}";
    }

    @Test
    void forgetsDeadLettersThatWereReplayedOrDropped() {
        runs = true;
        String refused = status(10, ports.log(), "OK", "")
                .replace("\"events_dead_lettered\":0", "\"events_dead_lettered\":3,\"dead_letters_pending\":2");
        statuses.addAll(List.of(refused, refused));
        run();
        assertSaid("WARN  sink influxdb  7 delivered, 2 pending, 2 refused (dead letters), 0 lost");
        assertSaid("-> sosgi dead-letters influxdb");
        String dropped = refused.replace("\"dead_letters_pending\":2", "\"dead_letters_pending\":0");
        statuses.addAll(List.of(dropped, dropped));
        run();
        assertSaid("OK    sink influxdb  7 delivered, 2 pending\n");
    }

    @Test
    void anAgentThatRunsMayDoWithoutTheUsualFile() throws IOException {
        Files.delete(file());
        runs = true;
        String without = status(10, ports.log(), "OK", "")
                .replace("butler-sos.yaml\",\"state\":\"OK\"", "butler-sos.yaml\",\"state\":\"STOPPED\"");
        statuses.addAll(List.of(without, without));
        run();
        assertEquals(0, code, said);
        assertSaid("OK    config  there is no file " + file() + "; the agent runs with other settings");
        assertFalse(said.contains("mend the file"), said);
        String other = status(10, ports.log(), "OK", "").replace("butler-sos.yaml", "other.yaml");
        statuses.addAll(List.of(other, other));
        run();
        assertEquals(0, code, said);
        assertSaid("WARN  config  there is no file " + file() + "; the agent uses another, other.yaml");
        runs = false;
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  config  there is no file");
    }

    @Test
    void endsInTimeIfTheAgentDoesNotAnswer() {
        runs = true;
        long start = System.nanoTime();
        run();
        assertEquals(1, code, said);
        assertSaid("FAIL  agent  runs, but does not answer", "WARN  config", "OK    apps");
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 30, said);
    }

    private String status(long received, int logPort, String sink, String detail) {
        return ("{'version':'0.1','pid':4711,'uptime_ms':65000,'ready':true,'waits_for':[],'totals':{},'reports':["
                        + "{'kind':'config','name':'butler-sos.yaml','state':'OK','detail':'','figures':{}},"
                        + "{'kind':'collector','name':'health one','state':'OK','detail':'','figures':{'up':1,'last_call_ms':12}},"
                        + "{'kind':'endpoint','name':'log','state':'OK','detail':'','figures':{'messages_received':"
                        + received
                        + ",'receive_buffer_bytes':33554432,'port':" + logPort + "}},"
                        + "{'kind':'endpoint','name':'user','state':'OK','detail':'','figures':{'messages_received':0,'receive_buffer_bytes':4096,'port':"
                        + ports.user() + "}},"
                        + "{'kind':'journal','name':'journal','state':'" + (sink.equals("OK") ? "OK" : "DEGRADED")
                        + "','detail':'1 damaged segments','figures':{}},"
                        + "{'kind':'sink','name':'influxdb','state':'" + sink + "','detail':'" + detail
                        + "','figures':{'events_delivered':7,'events_pending':2,'events_dead_lettered':0,'events_lost':0}}]}")
                .replace('\'', '"');
    }

    private Path file() {
        return home.resolve("etc/butler-sos.yaml");
    }

    private void assertSaid(String... parts) {
        for (String part : parts) {
            assertTrue(said.contains(part), () -> part + " is not in:\n" + said);
        }
    }

    private void run(String... words) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        code = Doctor.run(List.of(words), out, home, new Agent() {
            @Override
            public OptionalLong pid() {
                return runs ? OptionalLong.of(4711) : OptionalLong.empty();
            }

            @Override
            public String status() throws IOException {
                if (statuses.isEmpty()) {
                    try {
                        Thread.currentThread().join();
                    } catch (InterruptedException e) {
                        throw new IOException("interrupted", e);
                    }
                }
                return statuses.poll();
            }
        });
        said = bytes.toString(StandardCharsets.UTF_8);
    }
}
