package org.sosgi.simulator.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorityTest {

    @TempDir
    Path folder;

    @Test
    void exportsWhatSenseExports() throws Exception {
        Authority authority = Authority.create("Sim-CA", KeyKind.EC);
        Credentials server = authority.export(folder, "localhost", "127.0.0.1", "::1");

        Set<String> files = new HashSet<>();
        try (var list = Files.list(folder)) {
            list.forEach(file -> files.add(file.getFileName().toString()));
        }
        assertEquals(Set.of("root.pem", "client.pem", "client_key.pem", "server.pem", "server_key.pem"), files);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("client_key.pem"))));

        X509Certificate root = certificate("root.pem");
        X509Certificate client = certificate("client.pem");
        assertEquals("CN=QlikClient", client.getSubjectX500Principal().getName());
        assertEquals(root.getSubjectX500Principal(), client.getIssuerX500Principal());
        client.verify(root.getPublicKey());
        root.verify(root.getPublicKey());
        assertEquals(server.certificate(), certificate("server.pem"));
        Set<Object> names = new HashSet<>();
        server.certificate().getSubjectAlternativeNames().forEach(name -> names.add(name.get(1)));
        assertEquals(Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"), names);
        assertNull(Security.getProvider("BC"), "a provider was installed for the whole process");
    }

    @ParameterizedTest
    @EnumSource
    void writesKeysInEveryForm(KeyKind kind) throws Exception {
        Credentials client =
                Authority.create("Sim-CA", KeyKind.EC).client().key(kind).issue();
        String traditional = kind + " PRIVATE KEY";
        assertKey(client, KeyFormat.pkcs8(), "BEGIN PRIVATE KEY");
        assertKey(client, KeyFormat.pkcs1(), "BEGIN " + traditional);
        assertKey(client, KeyFormat.pkcs8("secret"), "BEGIN ENCRYPTED PRIVATE KEY");
        assertKey(client, KeyFormat.pkcs1("secret"), "DEK-Info: AES-256-CBC");
        assertFalse(KeyFormat.pkcs1("secret").toString().contains("secret"));
    }

    @Test
    void issuesWhatIsExpiredOrNotYetValid() throws Exception {
        Authority authority = Authority.create("Sim-CA", KeyKind.EC);
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        X509Certificate old =
                authority.client().key(KeyKind.EC).until(yesterday).issue().certificate();
        assertThrows(CertificateExpiredException.class, old::checkValidity);
        X509Certificate early = authority
                .server("a.lab")
                .key(KeyKind.EC)
                .from(Instant.now().plus(Duration.ofDays(1)))
                .issue()
                .certificate();
        assertThrows(CertificateNotYetValidException.class, early::checkValidity);
        authority.client().key(KeyKind.EC).issue().certificate().checkValidity();
    }

    @Test
    void anotherAuthorityOfTheSameNameIsAnother() throws Exception {
        Authority one = Authority.create("Sim-CA", KeyKind.EC);
        Authority other = Authority.create("Sim-CA", KeyKind.EC);
        X509Certificate certificate = one.client().key(KeyKind.EC).issue().certificate();
        certificate.verify(one.certificate().getPublicKey());
        assertThrows(
                java.security.SignatureException.class,
                () -> certificate.verify(other.certificate().getPublicKey()));
    }

    private void assertKey(Credentials credentials, KeyFormat format, String sign) throws Exception {
        credentials.writeTo(folder, "client", format);
        String pem = Files.readString(folder.resolve("client_key.pem"));
        assertTrue(pem.contains(sign), pem);
        assertBelongs(read(pem, format.passphrase().toCharArray()), credentials.certificate());
    }

    private static void assertBelongs(PrivateKey key, X509Certificate certificate) throws Exception {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update((byte) 1);
        assertTrue(signature.verify(signed));
    }

    private static PrivateKey read(String pem, char[] passphrase) throws IOException, PKCSException {
        var provider = new org.bouncycastle.jce.provider.BouncyCastleProvider();
        var converter = new JcaPEMKeyConverter();
        Object object = new PEMParser(new StringReader(pem)).readObject();
        if (object instanceof PEMEncryptedKeyPair pair) {
            object = pair.decryptKeyPair(
                    new JcePEMDecryptorProviderBuilder().setProvider(provider).build(passphrase));
        } else if (object instanceof PKCS8EncryptedPrivateKeyInfo info) {
            object = info.decryptPrivateKeyInfo(decryptor(provider, passphrase));
        }
        if (object instanceof PEMKeyPair pair) {
            KeyPair keys = converter.getKeyPair(pair);
            return keys.getPrivate();
        }
        return converter.getPrivateKey((PrivateKeyInfo) object);
    }

    private static org.bouncycastle.operator.InputDecryptorProvider decryptor(
            java.security.Provider provider, char[] passphrase) throws PKCSException {
        try {
            return new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(provider)
                    .build(passphrase);
        } catch (org.bouncycastle.operator.OperatorCreationException e) {
            throw new PKCSException("no decryptor", e);
        }
    }

    private X509Certificate certificate(String file) throws Exception {
        byte[] pem = Files.readAllBytes(folder.resolve(file));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
