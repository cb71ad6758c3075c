package org.sosgi.httpserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Report;
import org.sosgi.httpserver.Wire.Reply;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

class DoorTlsTest {

    private static Authority authority;
    private static Credentials server;

    @TempDir
    Path folder;

    @BeforeAll
    static void issue() throws GeneralSecurityException {
        authority = Authority.create("Doors", KeyKind.EC);
        server = authority.server("127.0.0.1").key(KeyKind.EC).issue();
    }

    private ServerTls tls(String clientCa, String version) throws IOException {
        server.writeTo(folder, "server", KeyFormat.pkcs8());
        return ServerTls.of("Test", folder, "server.pem", "server_key.pem", "", "test.passphrase", clientCa, version);
    }

    private Doors open(String clientCa, String version) throws IOException {
        return Doors.open(Doors.guards(""), tls(clientCa, version), Limits.STANDARD);
    }

    /** A client that takes any server: what it is given is looked at here. */
    private static SSLSocket socket(Doors doors) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", doors.port());
    }

    private static boolean connects(Doors doors, String protocol, String suite) throws Exception {
        try (SSLSocket socket = socket(doors)) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void onlyTheSuitesOfThePolicy() throws Exception {
        try (Doors doors = open("", "TLSv1.2");
                SSLSocket any = socket(doors)) {
            Set<String> found = new TreeSet<>();
            for (String suite : any.getSupportedCipherSuites()) {
                for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
                    if (!suite.contains("SCSV") && connects(doors, protocol, suite)) {
                        found.add(suite);
                    }
                }
            }
            assertEquals(
                    new TreeSet<>(Set.of(
                            "TLS_AES_256_GCM_SHA384",
                            "TLS_AES_128_GCM_SHA256",
                            "TLS_CHACHA20_POLY1305_SHA256",
                            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256")),
                    found);
            assertTrue(doors.figure("refused_handshakes") > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, TLSv1.2, true",
        "TLSv1.2, TLSv1.3, true",
        "TLSv1.2, TLSv1.1, false",
        "TLSv1.2, TLSv1, false",
        "TLSv1.3, TLSv1.3, true",
        "TLSv1.3, TLSv1.2, false"
    })
    void versions(String least, String asked, boolean connects) throws Exception {
        try (Doors doors = open("", least);
                SSLSocket socket = socket(doors)) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {asked});
            if (connects) {
                socket.startHandshake();
                Reply reply = new Wire(socket).get("/ok");
                assertEquals(200, reply.status());
                assertEquals("max-age=31536000", reply.header("Strict-Transport-Security"));
                assertEquals(asked, socket.getSession().getProtocol());
            } else {
                assertThrows(IOException.class, socket::startHandshake);
            }
        }
    }

    @Test
    void aClientCannotBeginAnotherHandshake() throws Exception {
        try (Doors doors = open("", "TLSv1.2");
                SSLSocket socket = socket(doors)) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            var wire = new Wire(socket);
            assertEquals(200, wire.get("/ok").status());
            byte[] session = socket.getSession().getId();
            try {
                socket.startHandshake();
                assertEquals(0, wire.get("/ok").status());
            } catch (IOException e) {
                // Refused by an alert, or by closing the connection.
            }
            assertTrue(Arrays.equals(session, socket.getSession().getId())
                    || !socket.getSession().isValid());
            try (SSLSocket other = socket(doors)) {
                assertEquals(200, new Wire(other).get("/ok").status());
            }
        }
    }

    private static int status(Doors doors, SSLContext context) throws Exception {
        try (Socket socket = context.getSocketFactory().createSocket("127.0.0.1", doors.port())) {
            return new Wire(socket).get("/ok").status();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void onlyClientsOfTheAuthority() throws Exception {
        Authority other = Authority.create("Others", KeyKind.EC);
        server.writeTo(folder, "server", KeyFormat.pkcs8());
        authority.writeTo(folder);
        try (Doors doors = open("root.pem", "TLSv1.2")) {
            assertEquals(
                    Set.of(Door.Guard.CLIENT_CERTIFICATE),
                    doors.listener.doors().get(0).guards());
            Credentials client = authority.client().key(KeyKind.EC).issue();
            assertEquals(200, status(doors, client.context()));
            Credentials stranger = other.client().key(KeyKind.EC).issue();
            assertEquals(0, status(doors, stranger.context(authority.certificate())));
            try (SSLSocket none = socket(doors)) {
                none.setSoTimeout(20_000);
                assertThrows(IOException.class, () -> {
                    none.startHandshake();
                    if (none.getInputStream().read() < 0) {
                        throw new IOException("closed");
                    }
                });
            }
            // From now on it is the other authority's.
            other.writeTo(folder);
            Doors.await("read again", () -> {
                try {
                    return status(doors, stranger.context(authority.certificate())) == 200;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            assertEquals(0, status(doors, client.context()));
        }
    }

    @Test
    void plainHttpGetsAnAlertAtMost() throws Exception {
        try (Doors doors = open("", "TLSv1.2");
                Wire wire = doors.wire()) {
            String reply = wire.get("/ok").head();
            assertFalse(reply.startsWith("HTTP"), reply);
            Doors.await("counted", () -> doors.figure("refused_handshakes") == 1);
        }
    }

    @Test
    void aWeakKeyIsToldAndNotBound() throws Exception {
        authority.server("127.0.0.1").key(KeyKind.RSA).issue().writeTo(folder, "weak", KeyFormat.pkcs8());
        ServerTls weak = ServerTls.of("Test", folder, "weak.pem", "weak_key.pem", "", "test.passphrase", "", "");
        HttpListener listener = Doors.listener("127.0.0.1", 0, Doors.guards(""), weak, Limits.STANDARD, name -> null);
        try {
            listener.open();
            Doors.await(
                    "failed",
                    () -> listener.report("test", "test", "", List.of()).state() == Report.State.FAILED);
            String detail = listener.report("test", "test", "", List.of()).detail();
            assertTrue(detail.contains("weak.pem: the certificate has an RSA key of only 2048 bits"), detail);
        } finally {
            listener.close();
        }
    }

    @Test
    void settingsThatDoNotFit() {
        assertNull(ServerTls.of("Test", folder, "", "", "", "", "", ""));
        assertThrows(IllegalArgumentException.class, () -> ServerTls.of("T", folder, "a", "", "", "", "", ""));
        assertThrows(IllegalArgumentException.class, () -> ServerTls.of("T", folder, "", "", "", "", "ca.pem", ""));
        assertThrows(IllegalArgumentException.class, () -> ServerTls.of("T", folder, "a", "b", "", "", "", "TLSv1"));
        assertThrows(IllegalArgumentException.class, () -> new Guards(new String[0], "", -1));
    }
}
