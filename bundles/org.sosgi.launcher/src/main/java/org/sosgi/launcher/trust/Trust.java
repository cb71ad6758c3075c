package org.sosgi.launcher.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;

/**
 * What is trusted in this run. A service of the framework itself, so that whoever lets something in asks the same questions as the gate.
 */
public final class Trust {

    /** Set by the command line only: whatever nobody signed may run, too. For the development of plugins. */
    public static final String UNSIGNED = "sosgi.plugins.unsigned";

    private final TrustedKeys keys;
    private final SignedList list;
    private final boolean unsignedAllowed;
    private final AtomicLong verified = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unsigned = new AtomicLong();
    private volatile String lastRefusal = "";
    private volatile Consumer<String> teller = line -> System.err.println("sosgi: " + line);
    private volatile Gate gate;

    /**
     * How things are.
     *
     * @param keys pinned, by now
     * @param problems files in {@code etc/trust} that do not count
     * @param verified bundles that the gate let through because of a signature
     * @param unsigned bundles that it let through although nobody signed them
     * @param refused bundles that it did not let through
     * @param lastRefusal empty if none
     */
    public record Figures(
            int keys,
            List<String> problems,
            long verified,
            long unsigned,
            long refused,
            String lastRefusal,
            boolean unsignedAllowed) {}

    /** @param list of the program */
    public Trust(TrustedKeys keys, SignedList list, boolean unsignedAllowed) {
        this.keys = keys;
        this.list = list;
        this.unsignedAllowed = unsignedAllowed;
    }

    /** Returns whether what nobody signed may run. */
    public boolean isUnsignedAllowed() {
        return unsignedAllowed;
    }

    /** Returns the keys as they are now. */
    public TrustedKeys.Snapshot keys() {
        return keys.look();
    }

    /** @throws NotTrustedException if the jar may not run here */
    public void requireJar(Path file) throws IOException, NotTrustedException {
        try {
            SignedContent.verifyJar(file, keys().keys());
        } catch (NotTrustedException e) {
            letUnsigned(e);
        }
    }

    /**
     * Looks at a file that is not a jar.
     *
     * @param folder of the program: a copy of one of its files there needs no signature
     * @param signature null if there is none
     * @throws NotTrustedException if what it says may not be done here
     */
    public void requireFile(String folder, byte[] content, byte[] signature) throws NotTrustedException {
        if (list.lists(folder, content)) {
            return;
        }
        if (signature == null) {
            letUnsigned(NotTrustedException.unsigned());
        } else {
            DetachedSignature.verify(content, signature, keys().keys());
        }
    }

    private void letUnsigned(NotTrustedException refusal) throws NotTrustedException {
        if (!unsignedAllowed || !refusal.isUnsigned()) {
            throw refusal;
        }
    }

    /** A bundle of nothing but a manifest, by which the resolver is asked about another one, may be resolved. */
    public void admitTrial(Bundle bundle) {
        Gate standing = gate;
        if (standing != null) {
            standing.admitTrial(bundle);
        }
    }

    /** @param teller is told what the gate refuses, a line each; it ends up on standard error else */
    public void tell(Consumer<String> teller) {
        this.teller = teller;
    }

    public Figures figures() {
        TrustedKeys.Snapshot now = keys();
        return new Figures(
                now.keys().size(),
                now.problems(),
                verified.get(),
                unsigned.get(),
                refused.get(),
                lastRefusal,
                unsignedAllowed);
    }

    /** Returns the files of the program. */
    public SignedList list() {
        return list;
    }

    void stands(Gate standing) {
        gate = standing;
    }

    void letThrough(boolean signed) {
        (signed ? verified : unsigned).incrementAndGet();
    }

    void turnedAway(String line) {
        refused.incrementAndGet();
        lastRefusal = line;
        teller.accept(line);
    }
}
