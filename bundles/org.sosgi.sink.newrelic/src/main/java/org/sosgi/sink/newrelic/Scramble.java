package org.sosgi.sink.newrelic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** What is sent in place of a user's name. Always the same for the same name, 16 hexadecimal digits if it hides it. */
@FunctionalInterface
interface Scramble {

    /**
     * As many as Butler SOS has, so that charts made for it look the same. Among a million users two have the same
     * with a probability of 1 in 37 million.
     */
    int BYTES = 8;

    /** A key that is shorter can be found out by trying. */
    int GOOD_KEY = 16;

    String of(String name);

    /** Leaves names as they are. */
    static Scramble off() {
        return name -> name;
    }

    /** SHAKE256 of the UTF-8 bytes, without a key: who has a list of names can find out which it is. */
    static Scramble compatible() {
        return name -> {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            byte[] hash = new byte[BYTES];
            var shake = new SHAKEDigest(256);
            shake.update(text, 0, text.length);
            shake.doFinal(hash, 0, BYTES);
            return HexFormat.of().formatHex(hash);
        };
    }

    /** The beginning of HMAC-SHA-256 of the UTF-8 bytes: of no use to anybody without the key. */
    static Scramble keyed(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException(".scramble_key is missing, scramble is keyed");
        }
        Mac keyed = keyed(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        // One thread at a time writes, and a Mac is as new after doFinal.
        return name -> HexFormat.of().formatHex(keyed.doFinal(name.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    }

    private static Mac keyed(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException(".scramble_key cannot be used", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
