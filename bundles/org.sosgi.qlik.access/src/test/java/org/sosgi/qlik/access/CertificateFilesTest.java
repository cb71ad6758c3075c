package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.State;
import org.sosgi.pem.PrivateKeyFile;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

/** The three files: every form in which they come, and every way in which they can be wrong, found before anybody is asked. */
class CertificateFilesTest {

    private static Authority authority;
    private static Credentials rsa;
    private static Credentials ec;

    @TempDir
    Path folder;

    @BeforeAll
    static void issue() throws GeneralSecurityException {
        authority = Authority.create("Site", KeyKind.EC);
        rsa = authority.client().key(KeyKind.RSA).issue();
        ec = authority.client().key(KeyKind.EC).issue();
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void everyFormOfKey(KeyKind kind) throws IOException {
        Credentials client = kind == KeyKind.RSA ? rsa : ec;
        for (var format : new KeyFormat[] {
            KeyFormat.pkcs1(), KeyFormat.pkcs8(), KeyFormat.pkcs1("päss ₩ord"), KeyFormat.pkcs8("s3same")
        }) {
            client.writeTo(folder, "client", format);
            if (!format.passphrase().isEmpty() && format.traditional()) {
                assertTrue(Files.readString(folder.resolve("client_key.pem")).contains("Proc-Type: 4,ENCRYPTED"));
            }
            PrivateKey read = PrivateKeyFile.read(folder.resolve("client_key.pem"), format.passphrase(), "");
            // Two EC keys are equal only if the optional public part is told by both.
            assertEquals(number(client.key()), number(read), format.toString());
        }
    }

    private static BigInteger number(PrivateKey key) {
        return key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateKey) key).getPrivateExponent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DES-EDE3-CBC", "AES-128-CBC", "DES-CBC"})
    void keysOfOldOpenssl(String algorithm) throws IOException {
        writeKey(new JcaMiscPEMGenerator(
                rsa.key(),
                new JcePEMEncryptorBuilder(algorithm)
                        .setProvider(new BouncyCastleProvider())
                        .build("s3same".toCharArray())));

        assertEquals(rsa.key(), PrivateKeyFile.read(folder.resolve("client_key.pem"), "s3same", ""));
        assertWrongPassphrase("other");
    }

    /** PBE-SHA1-3DES, and PBES2 with 3DES. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.113549.1.12.1.3", "1.2.840.113549.3.7"})
    void pkcs8WithOldCiphers(String algorithm) throws Exception {
        writeKey(new JcaPKCS8Generator(
                rsa.key(),
                new JceOpenSSLPKCS8EncryptorBuilder(new ASN1ObjectIdentifier(algorithm))
                        .setProvider(new BouncyCastleProvider())
                        .setPassword("s3same".toCharArray())
                        .build()));

        assertEquals(rsa.key(), PrivateKeyFile.read(folder.resolve("client_key.pem"), "s3same", ""));
        assertWrongPassphrase("other");
    }

    private void writeKey(org.bouncycastle.util.io.pem.PemObjectGenerator generator) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(generator);
        }
        Files.writeString(folder.resolve("client_key.pem"), text.toString());
    }

    private void assertWrongPassphrase(String passphrase) {
        Path file = folder.resolve("client_key.pem");
        assertEquals(
                "the passphrase does not fit the key in " + file + ": check clientCertPassphrase in the configuration",
                assertThrows(IOException.class, () -> PrivateKeyFile.read(file, passphrase, "clientCertPassphrase"))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrongPassphrase(boolean traditional) throws IOException {
        rsa.writeTo(folder, "client", new KeyFormat(traditional, "s3same"));
        // Some wrong ones by chance give what looks like padding, one in 256 at first sight.
        for (int i = 0; i < 40; i++) {
            assertWrongPassphrase("wrong" + i);
        }
        assertFailure(
                Settings.of(folder).passphrase("wrong"),
                "the passphrase does not fit the key in KEY: check clientCertPassphrase in the configuration");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void missingPassphrase(boolean traditional) throws IOException {
        rsa.writeTo(folder, "client", new KeyFormat(traditional, "s3same"));
        assertFailure(
                Settings.of(folder),
                "the key in KEY is encrypted, and there is no passphrase: set clientCertPassphrase in the configuration");
    }

    @Test
    void passphraseThatIsNotNeeded() throws IOException {
        rsa.writeTo(folder, "client", KeyFormat.pkcs1());
        assertEquals(rsa.key(), PrivateKeyFile.read(folder.resolve("client_key.pem"), "s3same", ""));
    }

    @Test
    void keyOfAnotherCertificate() throws Exception {
        rsa.writeTo(folder, "client", KeyFormat.pkcs8());
        authority.client().issue().writeTo(folder, "other", KeyFormat.pkcs8());
        Files.move(
                folder.resolve("other_key.pem"),
                folder.resolve("client_key.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertFailure(
                Settings.of(folder),
                "the key in KEY does not belong to the certificate in CERT (CN=QlikClient): use two files of the same export");

        ec.writeTo(folder, "other", KeyFormat.pkcs8());
        Files.copy(
                folder.resolve("other_key.pem"),
                folder.resolve("client_key.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertFailure(
                Settings.of(folder),
                "the key in KEY does not belong to the certificate in CERT (CN=QlikClient): use two files of the same export");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client.pem     | MISSING | there is no file CERT",
                "client_key.pem | MISSING | there is no file KEY",
                "root.pem       | MISSING | there is no file CA",
                "client.pem     | ''      | CERT is empty",
                "client_key.pem | ''      | KEY is empty",
                "root.pem       | ''      | CA is empty",
                "client.pem     | KEY     | there is no certificate in CERT",
                "root.pem       | KEY     | there is no certificate in CA",
                "client_key.pem | CERT    | there is no private key in KEY",
                "client.pem     | PK      | CERT is not a PEM file: there is no line with -----BEGIN … in it; convert it, or export it again in PEM format",
                "client_key.pem | PK      | KEY is not a PEM file: there is no line with -----BEGIN … in it; convert it, or export it again in PEM format",
                "root.pem       | PK      | CA is not a PEM file: there is no line with -----BEGIN … in it; convert it, or export it again in PEM format",
                "client_key.pem | DAMAGED | the key in KEY is damaged: export or copy the file again",
                "client_key.pem | NOISE   | the key in KEY is damaged: export or copy the file again",
                "client.pem     | CUT     | certificate 1 in CERT is damaged: export or copy the file again",
                "root.pem       | CUT     | certificate 1 in CA is damaged: export or copy the file again",
            })
    void unusableFile(String name, String content, String message) throws IOException {
        rsa.writeTo(folder, "client", KeyFormat.pkcs8());
        Path file = folder.resolve(name);
        switch (content) {
            case "MISSING" -> Files.delete(file);
            case "KEY" -> Files.copy(folder.resolve("client_key.pem"), replaced(file));
            case "CERT" -> Files.copy(folder.resolve("client.pem"), replaced(file));
            case "PK" -> Files.writeString(file, "PK\u0003\u0004 not PEM");
            case "DAMAGED" ->
                Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----\n");
            case "NOISE" -> Files.writeString(file, "-----BEGIN RSA PRIVATE KEY-----\n!\n");
            case "CUT" -> Files.writeString(file, Files.readString(file).substring(0, 200));
            default -> Files.writeString(file, content);
        }
        assertFailure(Settings.of(folder), message);
    }

    private static Path replaced(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    @Test
    void reportsAreRightBeforeTheFirstPoll() throws Exception {
        Instant soon = Instant.now().plus(10, ChronoUnit.DAYS).plus(1, ChronoUnit.HOURS);
        authority.client().key(KeyKind.EC).until(soon).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        try (var polls = new Polls(Settings.of(folder))) {
            Report client = polls.access.reports().get(0);
            assertEquals("certificate", client.kind());
            assertEquals("client", client.name());
            assertEquals(State.DEGRADED, client.state());
            assertEquals(10, client.figure("days_to_expiry"));
            assertEquals(
                    "the client certificate in " + folder.resolve("client.pem") + " (CN=QlikClient) expires on "
                            + soon.toString().substring(0, 10) + ": export a new one from the QMC before",
                    client.detail());
            Report ca = polls.access.reports().get(1);
            assertEquals("ca", ca.name());
            assertEquals(State.OK, ca.state());
            assertEquals("", ca.detail());
            assertTrue(ca.figure("days_to_expiry") > 3_000);
            assertEquals(0, ca.figure("insecure_tls"));
        }
    }

    @Test
    void reportOfExpiredOnes() throws Exception {
        Instant past = Instant.now().minus(2, ChronoUnit.DAYS);
        authority.client().key(KeyKind.EC).until(past).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        Authority.create("Old", KeyKind.EC, past.minus(9, ChronoUnit.DAYS), past)
                .writeTo(folder);
        try (var polls = new Polls(Settings.of(folder))) {
            for (Report report : polls.access.reports()) {
                assertEquals(State.FAILED, report.state());
                assertTrue(
                        report.detail()
                                .contains(" expired on " + past.toString().substring(0, 10)),
                        report.detail());
                assertTrue(report.figure("days_to_expiry") < 0);
            }
        }
    }

    @Test
    void reportOfUnverifiedServers() throws Exception {
        rsa.writeTo(folder, "client", KeyFormat.pkcs8());
        try (var polls = new Polls(Settings.of(folder).unverified())) {
            Report ca = polls.access.reports().get(1);
            assertEquals(State.DEGRADED, ca.state());
            assertEquals(1, ca.figure("insecure_tls"));
            assertTrue(ca.detail().startsWith("the certificates of the servers are unverified"), ca.detail());
        }
    }

    @Test
    void settingsThatCannotBe() {
        Settings good = Settings.of(folder);
        assertEquals(
                "timeout must be 100 to 600000, not 99",
                assertThrows(IllegalArgumentException.class, () -> new QlikAccess(good.timeout(99)))
                        .getMessage());
        assertEquals(
                "repository_timeout must be 100 to 600000, not 600001",
                assertThrows(IllegalArgumentException.class, () -> new QlikAccess(good.repositoryTimeout(600_001)))
                        .getMessage());
        assertEquals(
                "body_limit must be 1024 to 1073741824, not 0",
                assertThrows(IllegalArgumentException.class, () -> new QlikAccess(good.bodyLimit(0)))
                        .getMessage());
        assertEquals(
                "ca must be the path of a PEM file",
                assertThrows(IllegalArgumentException.class, () -> new QlikAccess(good.ca(" ")))
                        .getMessage());
    }

    /** The message is that of the poll, which asks nobody, and of the report. */
    private void assertFailure(Settings settings, String message) {
        String expected = message.replace("CERT", folder.resolve("client.pem").toString())
                .replace("KEY", folder.resolve("client_key.pem").toString())
                .replace("CA", folder.resolve("root.pem").toString());
        var request = new SenseRequest(
                SenseService.ENGINE,
                new SenseRequest.Origin("h", "s", "d", ""),
                URI.create("https://127.0.0.1:1/"),
                Map.of());
        try (var polls = new Polls(settings)) {
            assertEquals(expected, polls.failure(request));
            assertEquals("certificate_error", polls.category());
            Report failed = polls.access.reports().get(message.contains("CA") ? 1 : 0);
            assertEquals(State.FAILED, failed.state());
            assertEquals(expected, failed.detail());
            assertFalse(expected.contains("s3same"));
        }
    }
}
