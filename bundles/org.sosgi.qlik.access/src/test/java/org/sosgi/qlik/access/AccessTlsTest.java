package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.api.status.Report;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;
import org.sosgi.tls.testkit.Pki;
import org.sosgi.tls.testkit.RecordedLogs;
import org.sosgi.tls.testkit.TlsClientContractTest;
import org.sosgi.tls.testkit.TlsServer;

class AccessTlsTest extends TlsClientContractTest {

    @TempDir
    static Path home;

    @BeforeAll
    static void client() throws Exception {
        Authority.create("Clients", KeyKind.EC)
                .client()
                .key(KeyKind.EC)
                .issue()
                .writeTo(home, "client", KeyFormat.pkcs8());
    }

    private static SenseRequest request(int port) {
        return new SenseRequest(
                SenseService.ENGINE,
                new SenseRequest.Origin("127.0.0.1", "s", "d", ""),
                URI.create("https://127.0.0.1:" + port + "/"),
                Map.of());
    }

    @Override
    protected boolean isAnonymous() {
        return false;
    }

    @Override
    protected void send(Target target) throws Exception {
        Settings settings =
                Settings.of(home).ca(target.authorities().toString()).leastTls(target.leastVersion());
        try (var polls = new Polls(target.verified() ? settings : settings.unverified())) {
            polls.poll(request(target.port()));
        }
    }

    /** What a Windows Server 2012 R2 has at best with a certificate as Sense makes them. */
    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"})
    void anOldWindowsIsAskedOnlyIfAPersonSaysSo(String suite) throws Exception {
        var pki = new Pki("Old site");
        Settings settings =
                Settings.of(home).ca(pki.writeTo(home.resolve("old.pem")).toString());
        try (var server = new TlsServer(pki.server("RSA", "127.0.0.1"), "TLSv1.2", false, suite)) {
            try (var polls = new Polls(settings)) {
                String message = polls.failure(request(server.port()));
                assertTrue(
                        message.contains("a Windows Server 2012 R2 offers no such suite: see tls_allow_cbc"), message);
            }
            try (var logs = RecordedLogs.start();
                    var polls = new Polls(settings.cbc())) {
                assertEquals("{}", polls.poll(request(server.port())));
                assertEquals(1, logs.lines(Level.WARN).size());
                assertTrue(logs.lines(Level.WARN).get(0).contains("tls_allow_cbc"));
            }
        }
    }

    @Test
    void cbcIsNotEverythingThatIsOld() throws Exception {
        var pki = new Pki("Old site");
        Settings settings = Settings.of(home)
                .ca(pki.writeTo(home.resolve("older.pem")).toString())
                .cbc();
        try (var server = new TlsServer(
                        pki.server("RSA", "127.0.0.1"), "TLSv1.2", false, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");
                var polls = new Polls(settings)) {
            polls.failure(request(server.port()));
            assertEquals(List.of(), server.received());
        }
    }

    @Test
    void eachUnverifiedConnectionIsTold() throws Exception {
        var pki = new Pki("Anybody");
        try (var logs = RecordedLogs.start();
                var one = new TlsServer(pki.server("EC", "a.example.com"), null, false);
                var two = new TlsServer(pki.server("EC", "b.example.com"), null, false);
                var polls = new Polls(Settings.of(home).unverified())) {
            assertEquals(
                    1,
                    logs.lines(Level.WARN).stream()
                            .filter(l -> l.contains("not verified"))
                            .count());
            assertEquals(List.of(), connections(polls));
            polls.poll(request(one.port()));
            polls.poll(request(one.port()));
            polls.poll(request(two.port()));

            List<Report> reports = connections(polls);
            assertEquals(2, reports.size());
            for (Report report : reports) {
                assertEquals(1, report.figure("insecure_tls"));
                assertEquals(Report.State.DEGRADED, report.state());
                assertEquals("the certificate of https://" + report.name() + " is not verified", report.detail());
            }
            assertEquals(
                    1,
                    logs.lines(Level.WARN).stream()
                            .filter(l -> l.contains("not verified"))
                            .count());
        }
    }

    private static List<Report> connections(Polls polls) {
        return polls.access.reports().stream()
                .filter(report -> report.kind().equals("connection"))
                .toList();
    }
}
