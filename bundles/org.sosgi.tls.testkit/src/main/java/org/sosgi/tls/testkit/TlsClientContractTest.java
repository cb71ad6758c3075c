package org.sosgi.tls.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every client over TLS must do: offer TLS 1.2 and 1.3 with nine cipher suites and nothing else, send nothing to a server that can do
 * only less or is not who it should be, and say in one line why.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TlsClientContractTest {

    /**
     * Where to send to: 127.0.0.1.
     *
     * @param authorities PEM file with the only certificates to trust
     * @param leastVersion what the setting for it is to be; empty for none
     * @param verified whether certificates and names are to be verified
     */
    public record Target(int port, Path authorities, String leastVersion, boolean verified) {}

    private static final Duration DAY = Duration.ofDays(1);
    private static final String HERE = "127.0.0.1";
    private static final int RENEGOTIATION = 0x00ff;
    private static final Set<Integer> OF_TLS13 = Set.of(0x1301, 0x1302, 0x1303);
    private static final Set<Integer> OF_TLS12 = Set.of(0xc02b, 0xc02c, 0xc02f, 0xc030, 0xcca8, 0xcca9);

    @TempDir
    static Path folder;

    private Pki ours;
    private Path root;

    /** Sends anything, once, with a new client; throws what the client throws. */
    protected abstract void send(Target target) throws Exception;

    /** Returns whether the client can be told not to verify servers. */
    protected boolean canBeUnverified() {
        return true;
    }

    /** Returns whether the client has no certificate to show. */
    protected boolean isAnonymous() {
        return true;
    }

    @BeforeAll
    final void authority() throws Exception {
        ours = new Pki("Authority of the test");
        root = ours.writeTo(folder.resolve("root.pem"));
    }

    private Target to(int port) {
        return new Target(port, root, "", true);
    }

    private Exception failure(Target target) {
        try {
            send(target);
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private void assertSpeaks(TlsServer server, Target target) {
        Exception failure = failure(target);
        assertEquals(1, server.received().size(), () -> "nothing was sent: " + failure);
    }

    private void assertRefuses(TlsServer server, Target target, String... words) {
        assertSays(failure(target), words);
        assertEquals(List.of(), server.received());
    }

    private static void assertSays(Exception failure, String... words) {
        assertNotNull(failure, "no failure");
        assertTrue(failure instanceof IOException, failure::toString);
        String message = failure.getMessage();
        assertEquals(1, message.lines().count(), message);
        for (String word : words) {
            assertTrue(message.contains(word), () -> "no \"" + word + "\" in: " + RecordedLogs.text(failure));
        }
    }

    private static void assertOffers(HelloServer server, List<Integer> versions, Set<Integer> suites) {
        HelloServer.Offer offer = server.offers().get(0);
        Set<Integer> offered = new TreeSet<>(offer.suites());
        offered.remove(RENEGOTIATION);
        assertEquals(versions, offer.versions());
        assertEquals(new TreeSet<>(suites), offered);
    }

    @Test
    void offersNineSuites() throws Exception {
        try (var server = HelloServer.refusing(40)) {
            failure(to(server.port()));

            Set<Integer> all = new TreeSet<>(OF_TLS12);
            all.addAll(OF_TLS13);
            assertOffers(server, List.of(0x0304, 0x0303), all);
        }
    }

    @Test
    void offersTls13AloneIfThatIsTheLeast() throws Exception {
        try (var server = HelloServer.refusing(70)) {
            Exception failure = failure(new Target(server.port(), root, "TLSv1.3", true));

            assertOffers(server, List.of(0x0304), OF_TLS13);
            assertSays(failure, "TLS 1.3 is needed, as tls_min_version says");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "SSLv3", "TLS 1.2"})
    void noOtherLeastVersion(String version) {
        Exception failure = failure(new Target(1, root, version, true));

        assertTrue(failure instanceof IllegalArgumentException, () -> "not refused: " + failure);
        assertEquals("tls_min_version is \"" + version + "\", must be TLSv1.2 or TLSv1.3", failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, EC, TLS_AES_256_GCM_SHA384",
        "TLSv1.3, EC, TLS_AES_128_GCM_SHA256",
        "TLSv1.3, RSA, TLS_CHACHA20_POLY1305_SHA256",
        "TLSv1.2, EC, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.2, EC, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2, EC, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLSv1.2, RSA, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.2, RSA, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2, RSA, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    })
    void speaksToAGoodServer(String protocol, String key, String suite) throws Exception {
        try (var server = new TlsServer(ours.server(key, HERE), protocol, false, suite)) {
            assertSpeaks(server, to(server.port()));
        }
    }

    /** Suites that a server of TLS 1.2 of these days still has, but without forward secrecy or authenticated encryption. */
    @ParameterizedTest
    @CsvSource({
        "EC, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
        "RSA, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "RSA, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "RSA, TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"
    })
    void refusesAServerWithWeakSuites(String key, String suite) throws Exception {
        try (var server = new TlsServer(ours.server(key, HERE), "TLSv1.2", false, suite)) {
            assertRefuses(server, to(server.port()), "TLS 1.2 or 1.3 is needed, and ECDHE with AES-GCM or ChaCha20");
        }
    }

    @Test
    void refusesAServerOfTls12IfTls13IsTheLeast() throws Exception {
        try (var server = new TlsServer(ours.server("EC", HERE), "TLSv1.2", false)) {
            assertRefuses(
                    server,
                    new Target(server.port(), root, "TLSv1.3", true),
                    "TLS 1.3 is needed, as tls_min_version says");
        }
    }

    /** Alert 70 is protocol_version: so does a server that knows TLS 1.1 only, if it is a polite one. */
    @Test
    void saysWhatAServerOfTls11WouldNeed() throws Exception {
        try (var server = HelloServer.refusing(70)) {
            assertSays(failure(to(server.port())), "TLS 1.2 or 1.3 is needed");
        }
    }

    /** So does one that is not. */
    @ParameterizedTest
    @CsvSource({"TLSv1.1, 0x0302", "TLSv1, 0x0301", "SSLv3, 0x0300"})
    void refusesAnOlderVersion(String name, String version) throws Exception {
        try (var server = HelloServer.choosing(Integer.decode(version), 0xc030)) {
            assertSays(failure(to(server.port())), "TLS 1.2 or 1.3 is needed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_RSA_WITH_AES_256_GCM_SHA384, 0x009d",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, 0xc014",
        "_RSA_WITH_3DES_EDE_CBC_SHA, 0x000a",
        "TLS_RSA_WITH_NULL_SHA256, 0x003b"
    })
    void refusesASuiteThatItDidNotOffer(String name, String suite) throws Exception {
        try (var server = HelloServer.choosing(0x0303, Integer.decode(suite))) {
            assertSays(failure(to(server.port())), name, "ECDHE with AES-GCM or ChaCha20 is needed");
        }
    }

    @Test
    void refusesAServerOfAnotherAuthority() throws Exception {
        var other = new Pki("Another");
        try (var server = new TlsServer(other.server("EC", HERE), null, false)) {
            assertRefuses(server, to(server.port()), "is not signed by", "CN=Another");
        }
    }

    @Test
    void refusesAServerOfAnotherName() throws Exception {
        try (var server = new TlsServer(ours.server("EC", "elsewhere.example.com", "10.1.2.3"), null, false)) {
            assertRefuses(server, to(server.port()), "not for the host name " + HERE, "elsewhere.example.com");
        }
    }

    @Test
    void refusesAnExpiredServer() throws Exception {
        Instant now = Instant.now();
        try (var server = new TlsServer(
                ours.server("EC", now.minus(DAY.multipliedBy(3)), now.minus(DAY.multipliedBy(2)), HERE), null, false)) {
            assertRefuses(server, to(server.port()), "certificate expired on");
        }
    }

    @Test
    void refusesAServerOfTheFuture() throws Exception {
        Instant now = Instant.now();
        try (var server =
                new TlsServer(ours.server("EC", now.plus(DAY), now.plus(DAY.multipliedBy(2)), HERE), null, false)) {
            assertRefuses(server, to(server.port()), "is valid only from");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void saysThatACertificateIsAskedFor(String protocol) throws Exception {
        assumeTrue(isAnonymous(), "it has a client certificate");
        try (var server = new TlsServer(ours.server("EC", HERE), protocol, true)) {
            assertRefuses(server, to(server.port()), "client certificate");
        }
    }

    @Test
    void sendsNothingInClearText() throws Exception {
        try (var server = HelloServer.plain()) {
            assertSays(failure(to(server.port())), "does not speak TLS at this port");
        }
    }

    @Test
    void verifiesNobodyIfAPersonSaysSo() throws Exception {
        assumeTrue(canBeUnverified(), "it always verifies");
        var other = new Pki("Another");
        try (var server = new TlsServer(other.server("EC", "elsewhere.example.com"), null, false)) {
            assertSpeaks(server, new Target(server.port(), root, "", false));
        }
    }

    /** Not to verify is no reason to take weak suites, too. */
    @Test
    void refusesWeakSuitesEvenSo() throws Exception {
        assumeTrue(canBeUnverified(), "it always verifies");
        try (var server =
                new TlsServer(ours.server("RSA", HERE), "TLSv1.2", false, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")) {
            assertRefuses(server, new Target(server.port(), root, "", false), "ECDHE with AES-GCM or ChaCha20");
        }
    }
}
