package org.sosgi.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStrengthTest {

    private static final String RIGHT =
            ": make one with an RSA key of 3072 bits or more, or with an EC key over P-256 or P-384";

    @ParameterizedTest
    @CsvSource({"1024", "2048", "3071"})
    void weakRsa(int bits) throws Exception {
        assertEquals("the certificate has an RSA key of only " + bits + " bits" + RIGHT, refusal(rsa(bits)));
    }

    @Test
    void strongRsa() throws Exception {
        X509Certificate certificate = rsa(3072);

        assertDoesNotThrow(() -> KeyStrength.check(certificate));
    }

    @Test
    void weakEc() throws Exception {
        X509Certificate certificate = certificate("EC", "SHA256withECDSA", new ECGenParameterSpec("secp224r1"), true);

        assertEquals("the certificate has an EC key of only 224 bits" + RIGHT, refusal(certificate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void strongEc(String curve) throws Exception {
        X509Certificate certificate = certificate("EC", "SHA256withECDSA", new ECGenParameterSpec(curve), false);

        assertDoesNotThrow(() -> KeyStrength.check(certificate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void edwardsCurves(String curve) throws Exception {
        X509Certificate certificate = certificate(curve, curve, null, false);

        assertDoesNotThrow(() -> KeyStrength.check(certificate));
    }

    @Test
    void otherKinds() throws Exception {
        X509Certificate certificate = certificate("DSA", "SHA256withDSA", null, false);

        assertEquals("the certificate has a key of a kind that is not used here, DSA" + RIGHT, refusal(certificate));
    }

    private static String refusal(X509Certificate certificate) {
        return assertThrows(IOException.class, () -> KeyStrength.check(certificate))
                .getMessage();
    }

    private static X509Certificate rsa(int bits) throws Exception {
        return certificate("RSA", "SHA256withRSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), false);
    }

    /** @param bouncy whether the Java runtime does not make such keys any more */
    private static X509Certificate certificate(
            String algorithm, String signature, AlgorithmParameterSpec size, boolean bouncy) throws Exception {
        var provider = new BouncyCastleProvider();
        KeyPairGenerator generator =
                bouncy ? KeyPairGenerator.getInstance(algorithm, provider) : KeyPairGenerator.getInstance(algorithm);
        if (size != null) {
            generator.initialize(size);
        }
        KeyPair pair = generator.generateKeyPair();
        var name = new X500Principal("CN=test");
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(now), Date.from(now.plusSeconds(86_400)), name, pair.getPublic());
        var signer = new JcaContentSignerBuilder(signature);
        var converter = new JcaX509CertificateConverter();
        if (bouncy) {
            signer.setProvider(provider);
            converter.setProvider(provider);
        }
        return converter.getCertificate(builder.build(signer.build(pair.getPrivate())));
    }
}
