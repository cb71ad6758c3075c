package org.sosgi.pem;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.sosgi.http.PemFile;

/**
 * A private key in a PEM file: PKCS#1, SEC 1 or PKCS#8; the latter encrypted as of PKCS#5, the former two with {@code DEK-Info}, as
 * OpenSSL did of old.
 */
public final class PrivateKeyFile {

    private PrivateKeyFile() {}

    /**
     * Returns the first private key of the file.
     *
     * @param passphrase empty for none; not used if the key is not encrypted
     * @param setting what the passphrase is called in the configuration, for messages
     * @throws IOException if there is no usable key; the message says why, and names the file
     */
    public static PrivateKey read(Path file, String passphrase, String setting) throws IOException {
        PrivateKeyInfo key = find(file, passphrase, setting);
        try {
            return new JcaPEMKeyConverter().getPrivateKey(key);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "the key in " + file + " is of a kind that cannot be used here: an RSA key is best", e);
        }
    }

    private static PrivateKeyInfo find(Path file, String passphrase, String setting) throws IOException {
        var parser = new PEMParser(new StringReader(PemFile.text(file)));
        for (Object block = next(parser, file); block != null; block = next(parser, file)) {
            if (block instanceof PrivateKeyInfo key) {
                return key;
            }
            if (block instanceof PEMKeyPair pair) {
                return pair.getPrivateKeyInfo();
            }
            if (block instanceof PKCS8EncryptedPrivateKeyInfo || block instanceof PEMEncryptedKeyPair) {
                if (passphrase.isEmpty()) {
                    throw new IOException("the key in " + file + " is encrypted, and there is no passphrase: set "
                            + setting + " in the configuration");
                }
                return decrypted(block, file, passphrase, setting);
            }
        }
        throw new IOException("there is no private key in " + file);
    }

    private static Object next(PEMParser parser, Path file) throws IOException {
        try {
            return parser.readObject();
        } catch (IOException | RuntimeException e) {
            throw new IOException("the key in " + file + " is damaged: export or copy the file again", e);
        }
    }

    private static PrivateKeyInfo decrypted(Object block, Path file, String passphrase, String setting)
            throws IOException {
        Provider provider = new BouncyCastleProvider();
        char[] characters = passphrase.toCharArray();
        try {
            if (block instanceof PEMEncryptedKeyPair pair) {
                return pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(provider)
                                .build(characters))
                        .getPrivateKeyInfo();
            }
            return ((PKCS8EncryptedPrivateKeyInfo) block)
                    .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(provider)
                            .build(characters));
        } catch (OperatorCreationException e) {
            throw unknown(file, e);
        } catch (IOException | PKCSException | RuntimeException e) {
            // What comes out with a wrong one is noise: it may be refused as padding or as a structure, in ways that
            // differ.
            if (e.getCause() instanceof OperatorCreationException) {
                throw unknown(file, e);
            }
            throw new IOException(
                    "the passphrase does not fit the key in " + file + ": check " + setting + " in the configuration",
                    e);
        }
    }

    private static IOException unknown(Path file, Exception cause) {
        return new IOException(
                "the key in " + file + " is encrypted in a way that is not known here: export it again", cause);
    }
}
