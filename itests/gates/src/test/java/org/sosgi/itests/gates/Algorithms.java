package org.sosgi.itests.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which cryptographic algorithms class files ask the Java runtime for. It sees {@code getInstance} of Java's own classes with a constant
 * right before it; a name that is computed is told as such. It does not see what a library is asked for by a method of its own.
 */
final class Algorithms {

    static final String COMPUTED = "(computed)";

    private static final Set<String> STRONG = Set.of(
            "SHA-256",
            "SHA-384",
            "SHA-512",
            "HMACSHA256",
            "HMACSHA384",
            "HMACSHA512",
            "SHA256WITHRSA",
            "SHA384WITHRSA",
            "SHA512WITHRSA",
            "SHA256WITHECDSA",
            "SHA384WITHECDSA",
            "AES/GCM/NOPADDING",
            "PBKDF2WITHHMACSHA256",
            "RSA",
            "EC",
            "ED25519",
            "X25519",
            "TLS",
            "TLSV1.2",
            "TLSV1.3",
            "X.509",
            "PKIX",
            "PKCS12");

    /** Where the code itself makes the name, and why that is no harm. */
    private static final Map<String, String> COMPUTED_WITH_REASON = Map.of(
            "org/sosgi/http/PemFile.privateKey", "RSA or EC, one after the other",
            "org/sosgi/pem/Identity.fits", "one of three constants, by the kind of key",
            "org/sosgi/launcher/trust/DetachedSignature.isBy", "one of two constants, by the kind of key",
            "org/sosgi/launcher/trust/SignedContent.hash", "one of a constant list, SHA-256 and longer",
            "org/sosgi/sink/newrelic/Scramble.keyed", "that of a key made with HmacSHA256",
            "org/sosgi/simulator/site/KeyKind.generate", "a constant of its enum; made up for a demonstration");

    /** What Java itself takes if nobody chooses: PKCS12, PKIX, SunX509. */
    private static final Set<String> CHOSEN_BY_JAVA = Set.of("getDefaultAlgorithm", "getDefaultType");

    private Algorithms() {}

    /** Returns what is not known to be strong: class, method and algorithm. */
    static List<String> notStrongIn(Path classes) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                if (file.toString().replace('\\', '/').contains("/org/sosgi/")) {
                    scan(Files.readAllBytes(file), found);
                }
            }
        }
        return found;
    }

    private static void scan(byte[] bytes, List<String> found) {
        var type = new ClassNode();
        new ClassReader(bytes).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode step : method.instructions) {
                if (step instanceof MethodInsnNode call
                        && asksForAlgorithm(call)
                        && !isChosenByJava(call.getPrevious())) {
                    String name = constantBefore(call);
                    boolean excused =
                            name.equals(COMPUTED) && COMPUTED_WITH_REASON.containsKey(type.name + "." + method.name);
                    if (!excused && !STRONG.contains(name.toUpperCase(Locale.ROOT))) {
                        found.add(type.name + "." + method.name + ": " + name);
                    }
                }
            }
        }
    }

    private static boolean asksForAlgorithm(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC
                && call.name.equals("getInstance")
                && call.desc.startsWith("(Ljava/lang/String;")
                && (call.owner.startsWith("java/security/")
                        || call.owner.startsWith("javax/crypto/")
                        || call.owner.startsWith("javax/net/ssl/"));
    }

    private static boolean isChosenByJava(AbstractInsnNode before) {
        return before instanceof MethodInsnNode call && CHOSEN_BY_JAVA.contains(call.name);
    }

    private static String constantBefore(MethodInsnNode call) {
        AbstractInsnNode before = call.getPrevious();
        // A second argument, the provider, stands between.
        if (!call.desc.startsWith("(Ljava/lang/String;)") && before != null) {
            before = before.getPrevious();
        }
        return before instanceof LdcInsnNode constant && constant.cst instanceof String name ? name : COMPUTED;
    }
}
