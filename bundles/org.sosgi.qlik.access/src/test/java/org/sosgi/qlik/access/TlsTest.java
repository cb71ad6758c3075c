package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

/** What is wrong with the certificates of either side is said in one line that names it. */
@Timeout(60)
class TlsTest {

    private static Authority authority;
    private static Authority other;

    @TempDir
    Path folder;

    @BeforeAll
    static void authorities() throws GeneralSecurityException {
        authority = Authority.create("Site A", KeyKind.EC);
        other = Authority.create("Site B", KeyKind.EC);
    }

    private static Credentials server(String... names) throws GeneralSecurityException {
        return authority.server(names).key(KeyKind.EC).issue();
    }

    private Settings client(Authority issuer) throws GeneralSecurityException, IOException {
        issuer.client().key(KeyKind.EC).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        authority.writeTo(folder);
        return Settings.of(folder);
    }

    private static Site site(Credentials own) throws GeneralSecurityException, IOException {
        return new Site(own, authority.certificate(), Site.replying(200, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothSidesTrustEachOther(String protocol) throws Exception {
        try (var site = new Site(server("127.0.0.1"), authority.certificate(), Site.replying(200, "{}"), protocol);
                var polls = new Polls(client(authority))) {
            assertEquals("{}", polls.poll(site.request("127.0.0.1", "/")));
            assertEquals("CN=QlikClient", site.seen.get(0).client());
        }
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void keysOfBothKinds(KeyKind kind) throws Exception {
        authority.client().key(kind).issue().writeTo(folder, "client", KeyFormat.pkcs1("s3same"));
        try (var site = site(authority.server("localhost").key(kind).issue());
                var polls = new Polls(Settings.of(folder).passphrase("s3same"))) {
            assertEquals("{}", polls.poll(site.request("localhost", "/")));
        }
    }

    @Test
    void serverOfAnotherAuthority() throws Exception {
        try (var site = site(other.server("127.0.0.1").key(KeyKind.EC).issue());
                var polls = new Polls(client(authority))) {
            assertEquals(
                    "127.0.0.1:" + site.port()
                            + ": the server's certificate (CN=127.0.0.1, issued by CN=Site B) is not signed by a certificate in "
                            + folder.resolve("root.pem") + ": check that these are the authorities of that server",
                    polls.failure(site.request("127.0.0.1", "/")));
            assertEquals("certificate_error", polls.category());
        }
    }

    /** As after a site was installed again: the name is the same, the key is not. */
    @Test
    void serverOfAnotherAuthorityOfTheSameName() throws Exception {
        Authority namesake = Authority.create("Site A", KeyKind.EC);
        try (var site = site(namesake.server("127.0.0.1").key(KeyKind.EC).issue());
                var polls = new Polls(client(authority))) {
            String message = polls.failure(site.request("127.0.0.1", "/"));
            assertTrue(message.contains("is not signed by a certificate in " + folder.resolve("root.pem")), message);
        }
    }

    @Test
    void expiredServer() throws Exception {
        Instant until = Instant.now().minus(3, ChronoUnit.DAYS);
        try (var site = site(authority
                        .server("127.0.0.1")
                        .key(KeyKind.EC)
                        .until(until)
                        .issue());
                var polls = new Polls(client(authority))) {
            assertEquals(
                    "127.0.0.1:" + site.port() + ": the server's certificate expired on " + day(until)
                            + " (CN=127.0.0.1): the server needs a new one",
                    polls.failure(site.request("127.0.0.1", "/")));
            assertEquals("certificate_error", polls.category());
        }
    }

    @Test
    void serverNotYetValid() throws Exception {
        Instant from = Instant.now().plus(3, ChronoUnit.DAYS);
        try (var site = site(
                        authority.server("127.0.0.1").key(KeyKind.EC).from(from).issue());
                var polls = new Polls(client(authority))) {
            String message = polls.failure(site.request("127.0.0.1", "/"));
            assertTrue(message.contains("is valid only from " + day(from)), message);
            assertTrue(message.endsWith("check the clocks of both machines"), message);
        }
    }

    @Test
    void wrongHostName() throws Exception {
        try (var site = site(server("sense1.example.com", "10.1.2.3"));
                var polls = new Polls(client(authority))) {
            assertEquals(
                    "localhost:" + site.port()
                            + ": the server's certificate is not for the host name localhost but for sense1.example.com,"
                            + " 10.1.2.3: use one of its names as host, or give the server a certificate for this name",
                    polls.failure(site.request("localhost", "/")));
            String byAddress = polls.failure(site.request("127.0.0.1", "/"));
            assertTrue(byAddress.contains("not for the host name 127.0.0.1 but for sense1.example.com"), byAddress);
            assertEquals("certificate_error", polls.category());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientOfAnotherAuthority(String protocol) throws Exception {
        try (var server = new Handshaker(server("127.0.0.1"), protocol);
                var polls = new Polls(client(other))) {
            String message = polls.failure(server.request());
            assertTrue(
                    message.startsWith(
                            server.host() + ": the server does not accept the client certificate (TLS alert "),
                    message);
            assertTrue(
                    message.contains("it must be issued by an authority which that server trusts; ours is "
                            + folder.resolve("client.pem") + " (CN=QlikClient), valid until "),
                    message);
            assertEquals("certificate_error", polls.category());
        }
    }

    /** Some servers just close the connection. */
    @Test
    void clientOfAnotherAuthorityAndNoAlert() throws Exception {
        try (var site = site(server("127.0.0.1"));
                var polls = new Polls(client(other))) {
            String message = polls.failure(site.request("127.0.0.1", "/"));
            assertTrue(
                    message.contains(": it may not accept the client certificate; ours is "
                                    + folder.resolve("client.pem"))
                            || message.contains(
                                    "it may not accept our client certificate, " + folder.resolve("client.pem")),
                    message);
            assertEquals("connection_reset", polls.category());
            assertEquals(0, site.seen.size());
        }
    }

    @Test
    void noCommonSuite() throws Exception {
        try (var server = new Handshaker(server("127.0.0.1"), "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");
                var polls = new Polls(client(authority))) {
            String message = polls.failure(server.request());
            assertTrue(message.contains("no common TLS version and cipher suite"), message);
            assertEquals("certificate_error", polls.category());
        }
    }

    @Test
    void expiredClientIsFoundBeforeTheCall() throws Exception {
        Instant until = Instant.now().minus(2, ChronoUnit.DAYS);
        authority.client().key(KeyKind.EC).until(until).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        try (var site = site(server("127.0.0.1"));
                var polls = new Polls(Settings.of(folder))) {
            assertEquals(
                    "the client certificate in " + folder.resolve("client.pem") + " (CN=QlikClient) expired on "
                            + day(until) + ": export a new one from the QMC",
                    polls.failure(site.request("127.0.0.1", "/")));
            assertEquals("certificate_error", polls.category());
            assertEquals(0, site.seen.size());
        }
    }

    @Test
    void severalAuthoritiesInTheFile() throws Exception {
        Settings settings = client(authority);
        String ours = Files.readString(folder.resolve("root.pem"));
        other.writeTo(folder);
        Files.writeString(
                folder.resolve("root.pem"), "# a comment\n" + ours.replace("\n", "\r\n"), StandardOpenOption.APPEND);
        try (var site = site(server("127.0.0.1"));
                var site2 = site(other.server("127.0.0.1").key(KeyKind.EC).issue());
                var polls = new Polls(settings)) {
            polls.poll(site.request("127.0.0.1", "/"));
            polls.poll(site2.request("127.0.0.1", "/"));
        }
    }

    @Test
    void expiredAuthority() throws Exception {
        Instant until = Instant.now().minus(2, ChronoUnit.DAYS);
        Authority old = Authority.create("Old", KeyKind.EC, until.minus(9, ChronoUnit.DAYS), until);
        Settings settings = client(authority);
        old.writeTo(folder);
        try (var site = site(server("127.0.0.1"));
                var polls = new Polls(settings)) {
            assertEquals(
                    "the certificate authority in " + folder.resolve("root.pem") + " (CN=Old) expired on " + day(until)
                            + ": export the certificates of the site again",
                    polls.failure(site.request("127.0.0.1", "/")));
        }
    }

    @Test
    void unverifiedAsksAnybody() throws Exception {
        Settings settings =
                client(authority).unverified().ca(folder.resolve("none.pem").toString());
        try (var site = site(other.server("elsewhere").key(KeyKind.EC).issue());
                var polls = new Polls(settings)) {
            assertEquals("{}", polls.poll(site.request("127.0.0.1", "/")));
        }
    }

    @Test
    void chainWithTheAuthorityInTheClientFile() throws Exception {
        Settings settings = client(authority);
        String leaf = Files.readString(folder.resolve("client.pem"));
        Files.writeString(folder.resolve("client.pem"), Files.readString(folder.resolve("root.pem")) + leaf);
        try (var site = site(server("127.0.0.1"));
                var polls = new Polls(settings)) {
            assertEquals("{}", polls.poll(site.request("127.0.0.1", "/")));
        }
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
