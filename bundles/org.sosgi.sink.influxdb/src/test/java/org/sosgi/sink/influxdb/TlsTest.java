package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.RequestFailedException;
import org.sosgi.http.ErrorCategory;
import org.sosgi.sink.influxdb.Sinks.Sent;

/** Over TLS we speak only to whom we trust and whom we meant. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    private final AtomicInteger writes = new AtomicInteger();

    @Test
    void trustsTheGivenAuthority() throws Exception {
        Path authority = identity("ip:127.0.0.1");
        HttpsServer server = serve();
        try {
            write(server, authority.toString());

            assertEquals(1, writes.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void trustsNobodyElse() throws Exception {
        identity("ip:127.0.0.1");
        HttpsServer server = serve();
        try {
            assertNoTls(server, "");
            assertEquals(0, writes.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void wantsTheNameToFitAlsoWithTheGivenAuthority() throws Exception {
        Path authority = identity("dns:somebody-else.example.com");
        HttpsServer server = serve();
        try {
            assertNoTls(server, authority.toString());
            assertEquals(0, writes.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysWhatIsWrongWithTheAuthority() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> Sinks.sink("url", "https://127.0.0.1:1", "database", "db", "tls__ca", empty.toString()));

        assertEquals("tls_ca: " + empty + " is empty", failure.getMessage());
    }

    private static void assertNoTls(HttpsServer server, String authority) {
        var failure = assertThrows(RequestFailedException.class, () -> write(server, authority));

        assertEquals(ErrorCategory.CERTIFICATE_ERROR, ErrorCategory.of(failure));
    }

    private static void write(HttpsServer server, String authority) throws IOException {
        String url = "https://127.0.0.1:" + server.getAddress().getPort();
        var sink = Sinks.sink("url", url, "database", "db", "tls__ca", authority);
        try {
            sink.write(new Sent(Samples.user("a")));
        } finally {
            sink.close();
        }
    }

    /** Makes a key and its certificate for that name, and returns the certificate as PEM. */
    private Path identity(String name) throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name, "-validity", "2");
        Path pem = directory.resolve("ca.pem");
        keytool("-exportcert", "-rfc", "-file", pem.toString());
        return pem;
    }

    private void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias",
                "test",
                "-keystore",
                store().toString(),
                "-storepass",
                new String(PASSWORD),
                "-storetype",
                "PKCS12"));
        Path log = directory.resolve("keytool.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> log.toString());
    }

    private Path store() {
        return directory.resolve("keys.p12");
    }

    private HttpsServer serve() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD);
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            writes.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
