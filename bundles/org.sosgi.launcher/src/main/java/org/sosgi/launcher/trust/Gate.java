package org.sosgi.launcher.trust;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.jar.JarFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Stands in the framework's resolver: a revision that is not trusted is never resolved, whoever installed it and however, and so no
 * class of it is ever loaded. Belongs to the framework itself, so that nothing can stop it.
 *
 * <p>A revision is trusted if it is the framework; or if the launcher installed it in this run out of the verified {@code repo/}; or if
 * a trusted key signed all that the framework holds of it; or if that is, byte for byte, a listed jar of {@code repo/}.
 */
public final class Gate implements BundleActivator, ResolverHookFactory {

    private static final String REFERENCE = "reference:";
    private static final String TRIAL = "trial:";

    /** By these, a bundle without content could still do something. */
    private static final Set<String> ACTIVE =
            Set.of("bundle-activator", "bundle-classpath", "bundle-nativecode", "fragment-host", "service-component");

    /**
     * @param key null if no key is what it depends on
     * @param generation of the keys by which it was refused; what is let through is not asked again as long as its key is trusted
     */
    private record Verdict(boolean trusted, String key, long generation) {}

    private final Trust trust;
    private final Map<BundleRevision, Verdict> verdicts = new WeakHashMap<>();
    private ServiceRegistration<ResolverHookFactory> registration;

    public Gate(Trust trust) {
        this.trust = trust;
        trust.stands(this);
    }

    @Override
    public void start(BundleContext context) {
        registration = context.registerService(ResolverHookFactory.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        registration.unregister();
    }

    /** For the launcher: what it just installed is a jar of the verified {@code repo/}. An update is another revision, and is not meant. */
    public synchronized void provisioned(Bundle bundle) {
        verdicts.put(bundle.adapt(BundleRevision.class), new Verdict(true, null, 0));
    }

    synchronized void admitTrial(Bundle bundle) {
        boolean harmless = bundle.getLocation().startsWith(TRIAL);
        for (String header : java.util.Collections.list(bundle.getHeaders("").keys())) {
            harmless &= !ACTIVE.contains(header.toLowerCase(Locale.ROOT));
        }
        try {
            for (String name : new BundleEntries(bundle).names()) {
                harmless &= name.equals(JarFile.MANIFEST_NAME) || name.equals("META-INF/");
            }
        } catch (NotTrustedException e) {
            harmless = false;
        }
        if (harmless) {
            verdicts.put(bundle.adapt(BundleRevision.class), new Verdict(true, null, 0));
        }
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Hook();
    }

    private final class Hook implements ResolverHook {

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.removeIf(candidate -> !isTrusted(candidate));
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            // The framework does not ask about fragments above: those must not find a host.
            if (isTrusted(requirement.getRevision())) {
                candidates.removeIf(candidate -> !isTrusted(candidate.getRevision()));
            } else {
                candidates.clear();
            }
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
            // One that is refused must not keep out another of the same name.
            collisions.removeIf(collision -> !isTrusted(collision.getRevision()));
        }

        @Override
        public void end() {
            // nothing is held
        }
    }

    private synchronized boolean isTrusted(BundleRevision revision) {
        Bundle bundle = revision.getBundle();
        if (bundle == null || bundle.getBundleId() == 0) {
            return true;
        }
        Verdict known = verdicts.get(revision);
        if (known != null && known.trusted() && known.key() == null) {
            return true;
        }
        if (known == null && bundle.getLocation().startsWith(TRIAL)) {
            return false;
        }
        TrustedKeys.Snapshot keys = trust.keys();
        if (known == null || !holds(known, keys)) {
            known = judge(revision, bundle, keys);
            verdicts.put(revision, known);
        }
        return known.trusted();
    }

    private static boolean holds(Verdict verdict, TrustedKeys.Snapshot keys) {
        return verdict.trusted()
                ? keys.keys().stream().anyMatch(key -> key.fingerprint().equals(verdict.key()))
                : verdict.generation() == keys.generation();
    }

    private Verdict judge(BundleRevision revision, Bundle bundle, TrustedKeys.Snapshot keys) {
        String reason;
        try {
            if (revision != bundle.adapt(BundleRevision.class)) {
                throw new NotTrustedException("is a former content of its bundle");
            }
            if (bundle.getLocation().startsWith(REFERENCE)) {
                Path file = listed(bundle.getLocation());
                if (file == null) {
                    throw new NotTrustedException(
                            "is used where it lies, so it could be changed after it was verified");
                }
                if (hasContentOf(bundle, file)) {
                    return new Verdict(true, null, 0);
                }
                // It was updated, with a content of its own that does not lie there.
            }
            TrustedKey key = SignedContent.verify(new BundleEntries(bundle), keys.keys());
            trust.letThrough(true);
            return new Verdict(true, key.fingerprint(), 0);
        } catch (NotTrustedException e) {
            if (e.isUnsigned() && trust.isUnsignedAllowed()) {
                trust.letThrough(false);
                return new Verdict(true, null, 0);
            }
            reason = e.getMessage();
        } catch (IOException | RuntimeException e) {
            reason = "cannot be read: " + e;
        }
        trust.turnedAway(new NotTrustedException("bundle " + bundle.getSymbolicName() + " from " + bundle.getLocation()
                        + " is refused: it " + reason)
                .getMessage());
        return new Verdict(false, null, keys.generation());
    }

    /** Returns the jar of the program that a location names, or null. */
    private Path listed(String location) throws IOException {
        try {
            Path file = Path.of(URI.create(location.substring(REFERENCE.length())));
            return trust.list().isAsListed(file) ? file : null;
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return null;
        }
    }

    /** A location is only a name, and its content may have been another one: so all of it is compared. */
    private static boolean hasContentOf(Bundle bundle, Path file) throws IOException, NotTrustedException {
        var held = new BundleEntries(bundle);
        try (var jar = new ZipEntries(file)) {
            List<String> names = jar.names();
            var wanted = new TreeSet<>(names);
            var there = new TreeSet<>(held.names());
            // The framework makes up folders that the jar has no entries for.
            wanted.removeIf(name -> name.endsWith("/"));
            there.removeIf(name -> name.endsWith("/"));
            if (!wanted.equals(there)) {
                return false;
            }
            for (String name : wanted) {
                if (!sameContent(jar, held, name)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean sameContent(Entries one, Entries other, String name) throws IOException {
        byte[] left = new byte[1 << 13];
        byte[] right = new byte[1 << 13];
        try (InputStream first = one.open(name);
                InputStream second = other.open(name)) {
            for (; ; ) {
                int read = first.readNBytes(left, 0, left.length);
                if (read != second.readNBytes(right, 0, right.length)
                        || !java.util.Arrays.equals(left, 0, read, right, 0, read)) {
                    return false;
                }
                if (read == 0) {
                    return true;
                }
            }
        }
    }
}
