package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.status.Report;
import org.sosgi.http.Reply;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.KeyKind;

class SiteAccessTest {

    @TempDir
    Path folder;

    private SiteAccess access() {
        return new SiteAccess(
                folder.resolve("client.pem"),
                folder.resolve("client_key.pem"),
                folder.resolve("root.pem"),
                "",
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20));
    }

    @Test
    void givesTheReplyAsItCameCutIfItIsLong() throws Exception {
        Credentials own = Authority.create("CA", KeyKind.EC).export(folder, "localhost");
        try (var site = new Site(own, own.root(), Site.replying(200, "x".repeat(2 << 20), "X-Told", "yes"));
                var access = access()) {
            Reply reply = access.ask(site.request("localhost", "/engine/healthcheck"));
            assertEquals("yes", reply.header("X-Told"));
            assertEquals(1 << 20, reply.body().length);
            assertFalse(reply.complete());
            assertTrue(access.certificates().stream().allMatch(report -> report.state() == Report.State.OK));
        }
    }

    @Test
    void tellsWhatIsWrongAsTheAgentDoes() throws Exception {
        Credentials own = Authority.create("CA", KeyKind.EC).export(folder, "localhost");
        try (var site = new Site(own, own.root(), Site.replying(403, "no"));
                var access = access()) {
            IOException refused =
                    assertThrows(IOException.class, () -> access.ask(site.request("localhost", "/engine/healthcheck")));
            assertTrue(refused.getMessage().startsWith("localhost:" + site.port() + ": HTTP 403: "), refused::toString);
        }
        try (var access = new SiteAccess(
                folder.resolve("none.pem"),
                folder.resolve("k"),
                folder.resolve("r"),
                "",
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1))) {
            assertTrue(access.certificates().stream().allMatch(report -> report.state() == Report.State.FAILED));
        }
    }
}
