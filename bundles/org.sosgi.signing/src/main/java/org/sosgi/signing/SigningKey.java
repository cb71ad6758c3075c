package org.sosgi.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sosgi.launcher.trust.TrustedKey;

/** A key that signs, with the certificate by which others know it. */
public record SigningKey(PrivateKey key, X509Certificate certificate) {

    private static final int RSA_BITS = 3072;
    private static final int YEARS = 10;
    private static final String ALIAS = "signing";

    /** Makes a key of RSA 3072 with a certificate that it signed itself, for ten years. */
    public static SigningKey make(String name) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        KeyPair pair = generator.generateKeyPair();
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
        Instant now = Instant.now();
        Date end = Date.from(now.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant());
        var serial = new BigInteger(127, new SecureRandom()).add(BigInteger.ONE);
        var builder = new JcaX509v3CertificateBuilder(subject, serial, Date.from(now), end, subject, pair.getPublic());
        try {
            var signed = builder.build(new JcaContentSignerBuilder("SHA384withRSA").build(pair.getPrivate()));
            return new SigningKey(pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(signed));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** @throws IOException also if the password is wrong, or there is no RSA key in the file */
    public static SigningKey load(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        } catch (IOException e) {
            throw new IOException("cannot read the key in " + file + ": " + e.getMessage(), e);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password) instanceof PrivateKey key
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                if (!(certificate.getPublicKey() instanceof RSAPublicKey)) {
                    throw new IOException(file + " has a key of type " + key.getAlgorithm() + "; RSA is needed");
                }
                return new SigningKey(key, certificate);
            }
        }
        throw new IOException("there is no key with a certificate in " + file);
    }

    /**
     * Writes it as PKCS #12, for the owner only.
     *
     * @throws java.nio.file.FileAlreadyExistsException rather than losing a key
     */
    public void save(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, key, password, new X509Certificate[] {certificate});
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, password);
        write(file, bytes.toByteArray());
    }

    static void write(Path file, byte[] secret) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (OutputStream out =
                java.nio.channels.Channels.newOutputStream(Files.newByteChannel(file, options, attributes))) {
            out.write(secret);
        }
    }

    /** Returns the certificate in the form that {@code etc/trust} wants. */
    public String pem() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    public String fingerprint() {
        return TrustedKey.fingerprint(certificate.getPublicKey());
    }

    /** RSA with SHA-384 (PKCS #1 1.5): the same content and key always give the same signature. */
    public byte[] sign(byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA384withRSA");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    /** Returns the content of a {@code .sig} file: base64, one line. */
    public byte[] detached(byte[] content) throws GeneralSecurityException {
        return (Base64.getEncoder().encodeToString(sign(content)) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
