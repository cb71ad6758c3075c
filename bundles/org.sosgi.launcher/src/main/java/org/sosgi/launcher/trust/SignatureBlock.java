package org.sosgi.launcher.trust;

import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/**
 * The PKCS #7 block {@code META-INF/NAME.RSA} in the one form that {@code sosgi plugin sign} makes: one RSA signature with SHA-384,
 * straight over the {@code .SF} file, without signed attributes, so without a time. RFC 2315, in DER.
 *
 * <p>The JDK tolerates bits in such a block that mean nothing to it. Here a block without signed attributes must be, to the last
 * bit, what {@link #of} makes of its certificate and signature.
 */
public final class SignatureBlock {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0xa0;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final byte[] ONE = tlv(INTEGER, new byte[] {1});
    private static final byte[] NULL = {5, 0};

    private static final byte[] SIGNED_DATA = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2);
    private static final byte[] DATA = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1);
    private static final byte[] SHA384 = oid(0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2);
    private static final byte[] RSA = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1);

    /** Every block with signed attributes has this one; the JDK refuses it else. */
    private static final byte[] MESSAGE_DIGEST = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4);

    private SignatureBlock() {}

    public static byte[] of(X509Certificate signer, byte[] signature) throws CertificateEncodingException {
        byte[] sha384 = tlv(SEQUENCE, SHA384, NULL);
        byte[] issuer = signer.getIssuerX500Principal().getEncoded();
        byte[] serial = tlv(INTEGER, signer.getSerialNumber().toByteArray());
        byte[] signerInfo = tlv(
                SEQUENCE, ONE, tlv(SEQUENCE, issuer, serial), sha384, tlv(SEQUENCE, RSA, NULL), tlv(OCTETS, signature));
        byte[] signedData = tlv(
                SEQUENCE,
                ONE,
                tlv(SET, sha384),
                tlv(SEQUENCE, DATA),
                tlv(CONTEXT, signer.getEncoded()),
                tlv(SET, signerInfo));
        return tlv(SEQUENCE, SIGNED_DATA, tlv(CONTEXT, signedData));
    }

    /** Returns whether a block that the JDK accepted is in no bit other than it must be, as far as that can be said. */
    static boolean isExact(byte[] block, X509Certificate signer) throws CertificateEncodingException {
        if (hasSignedAttributes(block)) {
            return true;
        }
        if (!(signer.getPublicKey() instanceof RSAPublicKey rsa)) {
            return false;
        }
        int length = (rsa.getModulus().bitLength() + 7) / 8;
        return block.length > length
                && Arrays.equals(block, of(signer, Arrays.copyOfRange(block, block.length - length, block.length)));
    }

    private static boolean hasSignedAttributes(byte[] block) {
        for (int i = 0; i + MESSAGE_DIGEST.length <= block.length; i++) {
            if (Arrays.equals(block, i, i + MESSAGE_DIGEST.length, MESSAGE_DIGEST, 0, MESSAGE_DIGEST.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] oid(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return tlv(6, content);
    }

    private static byte[] tlv(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        var out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
            out.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                out.write(length >> shift);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
