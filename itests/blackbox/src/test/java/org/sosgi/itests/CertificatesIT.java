package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.bench.AgentProcess;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.KeyFormat;

/** Certificates that are wrong in every usual way, put into place under a running agent, which says each time what is wrong. */
class CertificatesIT {

    @TempDir
    Path home;

    @Test
    void saysWhatIsWrongAndRecovers() throws Exception {
        Path cert = home.resolve("cert");
        int probes = freePort();
        try (var site = TestSite.start(cert, 2);
                var agent = new AgentProcess(Built.distribution(), home.resolve("agent"))) {
            String yaml = site.in(Ports.free().in(Golden.text("config/poll-v1.yaml"), 9))
                    .replaceAll("(pollingInterval|extractInterval): \\d+", "$1: 1000")
                    .replace("clientCertPassphrase: ", "clientCertPassphrase: wrong")
                    .replace("port: 12398", "port: " + probes);
            Files.writeString(agent.home().resolve("etc/butler-sos.yaml"), yaml);
            agent.start();
            Authority ours = site.authority();
            Authority other = Authority.create("Other-CA");
            awaitPolled(agent);
            awaitTold(agent, "health sense3", "is not for the host name");

            other.client().issue().writeTo(cert, "client", KeyFormat.pkcs8());
            awaitTold(agent, "health sense1", "is not signed by");
            ours.client()
                    .from(Instant.now().minus(Duration.ofDays(9)))
                    .until(Instant.now().minus(Duration.ofDays(2)))
                    .issue()
                    .writeTo(cert, "client", KeyFormat.pkcs8());
            awaitTold(agent, "health sense1", "expired");
            assertTrue(certificate(agent).detail().contains("expired"), () -> "also in the certificate's own line");
            Until.holds("a probe to be told, too", () -> ready(probes).contains("expired"));
            ours.client().issue().writeTo(cert, "client", KeyFormat.pkcs8("secret"));
            awaitTold(agent, "health sense1", "passphrase");
            ours.client().issue().writeTo(cert, "client", KeyFormat.pkcs8());
            ours.client().issue().writeTo(home.resolve("another"), "client", KeyFormat.pkcs8());
            Files.copy(
                    home.resolve("another/client_key.pem"),
                    cert.resolve("client_key.pem"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            awaitTold(agent, "health sense1", "does not belong to");

            ours.client().issue().writeTo(cert, "client", KeyFormat.pkcs1());
            awaitPolled(agent);
            assertEquals("OK", certificate(agent).state());
            assertEquals(0, agent.terminate(Duration.ofSeconds(20)));
        }
    }

    private static void awaitPolled(AgentProcess agent) throws Exception {
        Until.holds(
                "a good poll",
                () -> agent.status()
                                .part("collector", "health sense1")
                                .orElseThrow()
                                .figure("up")
                        == 1);
    }

    private static void awaitTold(AgentProcess agent, String collector, String what) throws Exception {
        Until.holds(
                collector + " to say '" + what + "'",
                () -> agent.status()
                        .part("collector", collector)
                        .orElseThrow()
                        .detail()
                        .contains(what));
    }

    private static org.sosgi.bench.AgentStatus.Part certificate(AgentProcess agent) throws Exception {
        return agent.status().part("certificate", "client").orElseThrow();
    }

    private static String ready(int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
