package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.status.Report.State;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

/** Files that change while polls go on. */
@Timeout(60)
class RotationTest {

    @TempDir
    Path folder;

    @Test
    void anotherClientCertificate() throws Exception {
        Authority authority = Authority.create("Site", KeyKind.EC);
        authority.client().key(KeyKind.EC).name("first").issue().writeTo(folder, "client", KeyFormat.pkcs8());
        try (var site = new Site(
                        authority.server("127.0.0.1").key(KeyKind.EC).issue(),
                        authority.certificate(),
                        Site.replying(200, "{}"));
                var polls = new Polls(Settings.of(folder))) {
            assertEquals("CN=first", shown(site, polls));
            authority.client().key(KeyKind.EC).name("second").issue().writeTo(folder, "client", KeyFormat.pkcs8());

            until(() -> shown(site, polls).equals("CN=second"));
            assertEquals(2, site.connections());
        }
    }

    @Test
    void anotherAuthority() throws Exception {
        Authority first = Authority.create("First", KeyKind.EC);
        Authority second = Authority.create("Second", KeyKind.EC);
        second.client().key(KeyKind.EC).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        first.writeTo(folder);
        try (var site = new Site(
                        second.server("127.0.0.1").key(KeyKind.EC).issue(),
                        second.certificate(),
                        Site.replying(200, "{}"));
                var polls = new Polls(Settings.of(folder))) {
            polls.failure(site.request("127.0.0.1", "/"));
            second.writeTo(folder);

            until(() -> polls.poll(site.request("127.0.0.1", "/")).equals("{}"));
        }
    }

    @Test
    void aFileThatIsGoneForAWhile() throws Exception {
        Authority authority = Authority.create("Site", KeyKind.EC);
        authority.client().key(KeyKind.EC).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        try (var site = new Site(
                        authority.server("127.0.0.1").key(KeyKind.EC).issue(),
                        authority.certificate(),
                        Site.replying(200, "{}"));
                var polls = new Polls(Settings.of(folder))) {
            polls.poll(site.request("127.0.0.1", "/"));
            Path key = folder.resolve("client_key.pem");
            Path aside = folder.resolve("aside");
            Files.move(key, aside);

            until(() -> polls.access.reports().get(0).state() == State.FAILED);
            assertEquals("there is no file " + key, polls.failure(site.request("127.0.0.1", "/")));
            assertEquals(
                    "there is no file " + key, polls.access.reports().get(0).detail());
            Files.move(aside, key);
            until(() -> polls.poll(site.request("127.0.0.1", "/")).equals("{}"));
            assertEquals(State.OK, polls.access.reports().get(0).state());
        }
    }

    @Test
    void unchangedFilesAreNotReadAgain() throws Exception {
        Authority authority = Authority.create("Site", KeyKind.EC);
        authority.client().key(KeyKind.EC).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        var certificates = new Certificates(
                folder.resolve("client.pem"), folder.resolve("client_key.pem"), folder.resolve("root.pem"), "", true);
        assertKept(certificates);
    }

    /** Otherwise no connection would outlive a second, and the log would say that nobody can be asked. */
    @Test
    void authoritiesThatCannotBeReadAreNoTroubleIfServersAreNotVerified() throws Exception {
        Authority authority = Authority.create("Site", KeyKind.EC);
        authority.client().key(KeyKind.EC).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        Files.delete(folder.resolve("root.pem"));
        var certificates = new Certificates(
                folder.resolve("client.pem"), folder.resolve("client_key.pem"), folder.resolve("root.pem"), "", false);
        assertTrue(certificates.known().complete());
        assertKept(certificates);
    }

    private static void assertKept(Certificates certificates) throws IOException {
        var context = certificates.context();
        Certificates.Known known = certificates.known();
        long start = System.nanoTime();
        while (System.nanoTime() - start < 1_100_000_000) {
            Thread.onSpinWait();
        }

        assertTrue(known == certificates.known());
        assertTrue(context == certificates.context());
    }

    private static String shown(Site site, Polls polls) throws IOException {
        polls.poll(site.request("127.0.0.1", "/"));
        return site.seen.get(site.seen.size() - 1).client();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            assertTrue(System.nanoTime() - start < 20_000_000_000L, "it has not happened");
            Thread.onSpinWait();
        }
    }
}
