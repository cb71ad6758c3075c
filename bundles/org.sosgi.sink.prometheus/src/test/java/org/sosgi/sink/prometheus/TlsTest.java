package org.sosgi.sink.prometheus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.status.Report;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

class TlsTest {

    private static Authority authority;
    private static Credentials first;

    @TempDir
    Path folder;

    private PrometheusSink sink;

    @BeforeAll
    static void issue() throws GeneralSecurityException {
        authority = Authority.create("Metrics", KeyKind.EC);
        first = authority.server("127.0.0.1").key(KeyKind.EC).issue();
    }

    @AfterEach
    void close() throws InterruptedException {
        sink.close();
    }

    private void open(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("tls_certificate", folder.resolve("server.pem").toString());
        settings.put("tls_key", folder.resolve("server_key.pem").toString());
        sink = Sinks.closed(settings);
        sink.open();
    }

    private X509Certificate shown(String... protocols) throws Exception {
        return shown(first.context(), protocols);
    }

    private X509Certificate shown(SSLContext context, String... protocols) throws Exception {
        Sinks.await("bound", () -> Sinks.port(sink, "metrics") > 0);
        try (var socket =
                (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", (int) Sinks.port(sink, "metrics"))) {
            socket.setSoTimeout(10_000);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n"
                            .getBytes());
            String answer = new String(socket.getInputStream().readAllBytes());
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("# TYPE butlersos_cpu_total gauge"));
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void encryptedKeyAndToken() throws Exception {
        first.writeTo(folder, "server", KeyFormat.pkcs8("s3same"));
        open(Map.of(".tls_passphrase", "s3same", ".bearer_token", "t"));
        assertEquals(first.certificate(), shown());
    }

    @Test
    void aWeakKeyIsRefused() throws Exception {
        authority.server("127.0.0.1").key(KeyKind.RSA).issue().writeTo(folder, "server", KeyFormat.pkcs8());
        open(Map.of());
        Sinks.await("failed", () -> Sinks.report(sink, "metrics").state() == Report.State.FAILED);
        String detail = Sinks.report(sink, "metrics").detail();
        assertTrue(detail.contains("server.pem: the certificate has an RSA key of only 2048 bits: make one"), detail);
    }

    @ParameterizedTest
    @CsvSource({"RSA, 3072, SHA256withRSA", "EC, 384, SHA384withECDSA", "Ed25519, 255, Ed25519"})
    void everyKindOfKey(String algorithm, int bits, String signature) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        var name = new X500Name("CN=metrics");
        Instant now = Instant.now();
        byte[] certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minusSeconds(60)),
                        Date.from(now.plusSeconds(3_600)),
                        name,
                        pair.getPublic())
                .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))
                .getEncoded();
        write("server.pem", "CERTIFICATE", certificate);
        write("server_key.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
        open(Map.of());

        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "metrics",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        assertArrayEquals(certificate, shown(context).getEncoded());
    }

    private void write(String file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void currentVersions(String version) throws Exception {
        first.writeTo(folder, "server", KeyFormat.pkcs8());
        open(Map.of());
        shown(version);
    }

    @Test
    void noOldVersions() throws Exception {
        first.writeTo(folder, "server", KeyFormat.pkcs8());
        open(Map.of());
        shown();
        Assertions.assertThrows(SSLException.class, () -> shown("TLSv1.1"));
    }

    @Test
    void aCertificateThatIsReplacedIsShownFromThenOn() throws Exception {
        first.writeTo(folder, "server", KeyFormat.pkcs8());
        open(Map.of());
        assertEquals(first.certificate(), shown());

        Credentials second = authority.server("127.0.0.1").key(KeyKind.EC).issue();
        Files.writeString(folder.resolve("server.pem"), "half");
        assertEquals(first.certificate(), shown(), "what cannot be used changes nothing");
        second.writeTo(folder, "server", KeyFormat.pkcs8());
        Sinks.await("the new one", () -> {
            try {
                return shown().equals(second.certificate());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void missingFilesAreReportedAndWaitedFor() throws Exception {
        open(Map.of());
        Sinks.await("failed", () -> Sinks.report(sink, "metrics").state() == Report.State.FAILED);
        assertTrue(Sinks.report(sink, "metrics").detail().contains("there is no file " + folder.resolve("server.pem")));
        first.writeTo(folder, "server", KeyFormat.pkcs8());
        assertEquals(first.certificate(), shown());
    }

    @Test
    void onlyClientsOfTheAuthorityIfThereIsOne() throws Exception {
        first.writeTo(folder, "server", KeyFormat.pkcs8());
        authority.writeTo(folder);
        open(Map.of("tls_client_ca", folder.resolve("root.pem").toString(), "tls_min_version", "TLSv1.3"));
        shown(authority.client().key(KeyKind.EC).issue().context());
        Credentials stranger =
                Authority.create("Others", KeyKind.EC).client().key(KeyKind.EC).issue();
        Assertions.assertThrows(IOException.class, () -> shown(stranger.context(authority.certificate())));
        Assertions.assertThrows(
                IOException.class,
                () -> shown(authority.client().key(KeyKind.EC).issue().context(), "TLSv1.2"));
    }
}
