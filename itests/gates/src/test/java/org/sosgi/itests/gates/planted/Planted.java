package org.sosgi.itests.gates.planted;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/** One violation for each rule, which shows that the rule can fail. Never run. */
public final class Planted {

    private Planted() {}

    static final class Deserialiser {
        Object read(InputStream in) throws IOException, ClassNotFoundException {
            try (var objects = new ObjectInputStream(in)) {
                return objects.readObject();
            }
        }
    }

    static final class Hook {
        private void readObject(ObjectInputStream in) throws IOException {
            in.defaultReadObjectFields();
        }

        /** Stands for ours, so that the class compiles without being serialisable. */
        private interface ObjectInputStream {
            void defaultReadObjectFields() throws IOException;
        }
    }

    static final class Shell {
        Process run(String command) throws IOException {
            return new ProcessBuilder(command).start();
        }
    }

    static final class RuntimeShell {
        Process run(String[] command) throws IOException {
            return Runtime.getRuntime().exec(command);
        }
    }

    static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    static final class Forcing {
        Object look(Object thing) throws ReflectiveOperationException {
            var field = thing.getClass().getDeclaredField("secret");
            field.setAccessible(true);
            return field.get(thing);
        }
    }

    static final class Guessable {
        long token() {
            return new Random().nextLong();
        }
    }

    static final class TokenHelper {}

    static final class Changing {
        static int count;

        int next() {
            return ++count;
        }
    }

    static final class Counting {
        static final AtomicLong COUNT = new AtomicLong();

        long next() {
            return COUNT.incrementAndGet();
        }
    }

    static final class WeakDigest {
        MessageDigest make() throws GeneralSecurityException {
            return MessageDigest.getInstance("MD5");
        }
    }

    static final class WeakCipher {
        Cipher make() throws GeneralSecurityException {
            return Cipher.getInstance("DES/CBC/PKCS5Padding");
        }
    }

    static final class WeakTls {
        SSLContext make() throws GeneralSecurityException {
            return SSLContext.getInstance("TLSv1");
        }
    }

    static final class ComputedAlgorithm {
        MessageDigest make(String name) throws GeneralSecurityException {
            return MessageDigest.getInstance(name.strip());
        }
    }
}
