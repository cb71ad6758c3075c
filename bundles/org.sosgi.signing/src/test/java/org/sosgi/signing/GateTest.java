package org.sosgi.signing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.sosgi.launcher.trust.Gate;
import org.sosgi.launcher.trust.SignedList;
import org.sosgi.launcher.trust.Trust;
import org.sosgi.launcher.trust.TrustedKeys;

/** With a real framework: whatever way content comes in past the deployer, it is not resolved unless it is trusted. */
class GateTest {

    private static SigningKey key;

    @TempDir
    Path home;

    private final List<String> told = new ArrayList<>();
    private Framework framework;
    private Gate gate;
    private Trust trust;

    @BeforeAll
    static void makeKey() throws Exception {
        key = SigningKey.make("test");
        // As the launcher does; Felix looks once in the life of its class.
        System.setProperty("felix.extensions.disable", "true");
    }

    @BeforeEach
    void boot() throws Exception {
        Files.createDirectories(home.resolve("features"));
        Path jar = home.resolve("repo/g/third/1/third-1.jar");
        Files.createDirectories(jar.getParent());
        Jars.bundle(jar, "third");
        new SignProgram(home, key).run(new PrintStream(new ByteArrayOutputStream()));
        boot(false);
    }

    private void boot(boolean unsigned) throws Exception {
        Path trusted = Files.createDirectories(home.resolve("etc/trust"));
        Files.writeString(trusted.resolve("test.pem"), key.pem());
        trust = new Trust(new TrustedKeys(List.of(), trusted), SignedList.read(home), unsigned);
        trust.tell(told::add);
        gate = new Gate(trust);
        Map<String, Object> configuration = Map.of(
                Constants.FRAMEWORK_STORAGE,
                home.resolve("cache").toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                "felix.log.level",
                "0",
                "felix.systembundle.activators",
                List.of(gate));
        framework = new FrameworkFactory().newFramework(configuration);
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Path jar(boolean signed, String name, String... headers) throws Exception {
        Path jar = Jars.bundle(home.resolve(name + ".jar"), name, headers);
        if (signed) {
            new JarSigning(key).sign(jar);
        }
        return jar;
    }

    private Bundle install(String location, Path jar) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(jar)) {
            return framework.getBundleContext().installBundle(location, in);
        }
    }

    private boolean resolves(Bundle... bundles) {
        return framework.adapt(FrameworkWiring.class).resolveBundles(List.of(bundles));
    }

    @Test
    void whatNobodySignedNeverResolvesWhateverItsLocation() throws Exception {
        Path jar = jar(false, "x");
        List<String> locations = List.of(
                "x",
                "deploy:x",
                "trial:x",
                "reference:" + home.resolve("repo/g/third/1/third-1.jar").toUri(),
                "file:" + home.resolve("repo/g/third/1/third-1.jar"));
        for (String location : locations) {
            Bundle bundle = install(location, jar);
            assertTrue(!resolves(bundle), location);
            assertThrows(BundleException.class, bundle::start, location);
            assertThrows(ClassNotFoundException.class, () -> bundle.loadClass("any"), location);
            assertEquals(Bundle.INSTALLED, bundle.getState(), location);
            bundle.uninstall();
        }
        Bundle direct = framework.getBundleContext().installBundle("reference:" + jar.toUri());
        assertTrue(!resolves(direct));
        assertTrue(told.get(0).contains("is not signed"), told::toString);
    }

    @Test
    void aRefusalIsToldOncePerContentAndCounted() throws Exception {
        Bundle bundle = install("x", jar(false, "x"));
        for (int i = 0; i < 5; i++) {
            assertTrue(!resolves(bundle));
        }
        assertEquals(1, told.size(), told::toString);
        assertEquals(1, trust.figures().refused());
    }

    @Test
    void whatATrustedKeySignedRuns() throws Exception {
        Bundle bundle = install("anywhere", jar(true, "x"));
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
        assertEquals(1, trust.figures().verified());
    }

    @Test
    void whatIsUsedWhereItLiesIsRefusedEvenIfSigned() throws Exception {
        Bundle bundle = framework
                .getBundleContext()
                .installBundle("reference:" + jar(true, "x").toUri());
        assertTrue(!resolves(bundle));
        assertTrue(told.get(0).contains("could be changed"), told::toString);
    }

    @Test
    void aListedJarOfTheProgramRunsAndAnotherContentUnderItsLocationDoesNot() throws Exception {
        String location =
                "reference:" + home.resolve("repo/g/third/1/third-1.jar").toUri();
        Bundle bundle = framework.getBundleContext().installBundle(location);
        assertTrue(resolves(bundle));
        bundle.start();
        try (InputStream in = Files.newInputStream(jar(false, "third"))) {
            bundle.update(in);
        }
        // The same bytes as listed are let through; so another text is needed.
        bundle.uninstall();
        Path other = Jars.bundle(home.resolve("o.jar"), "third", Map.of("content", "evil", "folder/other", "more"));
        Bundle second = install(location, other);
        assertTrue(!resolves(second));
    }

    @Test
    void aJarOfTheProgramCanBeOverlaidByASignedOneAndComesBack() throws Exception {
        String location =
                "reference:" + home.resolve("repo/g/third/1/third-1.jar").toUri();
        Bundle bundle = framework.getBundleContext().installBundle(location);
        gate.provisioned(bundle);
        bundle.start();
        Path other = Jars.bundle(home.resolve("o.jar"), "third", Map.of("content", "new"), "Bundle-Version: 2");
        new JarSigning(key).sign(other);
        try (InputStream in = Files.newInputStream(other)) {
            bundle.update(in);
        }
        assertEquals(Bundle.ACTIVE, bundle.getState());
        assertEquals(2, bundle.getVersion().getMajor());
        bundle.update();
        assertEquals(Bundle.ACTIVE, bundle.getState(), told::toString);
        assertEquals(0, bundle.getVersion().getMajor());
    }

    @Test
    void anUpdateOfWhatTheLauncherInstalledIsLookedAt() throws Exception {
        Bundle bundle = install("x", jar(false, "x"));
        gate.provisioned(bundle);
        bundle.start();
        try (InputStream in = Files.newInputStream(jar(false, "x"))) {
            assertThrows(BundleException.class, () -> bundle.update(in));
        }
        assertNotEquals(Bundle.ACTIVE, bundle.getState());
        try (InputStream in = Files.newInputStream(jar(true, "x"))) {
            bundle.update(in);
        }
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @Test
    void anExtensionOfTheFrameworkIsRefused() throws Exception {
        Path jar = jar(true, "ext", "Fragment-Host: system.bundle; extension:=framework", "Export-Package: evil");
        try {
            Bundle bundle = install("ext", jar);
            assertTrue(!resolves(bundle), "resolved");
        } catch (BundleException | UnsupportedOperationException e) {
            // that is as good
        }
        Bundle importer = install("y", jar(true, "y", "Import-Package: evil"));
        assertTrue(!resolves(importer));
    }

    @Test
    void anUnsignedFragmentDoesNotJoinASignedHost() throws Exception {
        Bundle host = install("host", jar(true, "host"));
        Bundle fragment = install("fragment", jar(false, "fragment", "Fragment-Host: host"));
        assertTrue(resolves(host));
        assertEquals(Bundle.INSTALLED, fragment.getState());
    }

    @Test
    void aRemovedKeyCountsNoMoreAndAnAddedOneDoes() throws Exception {
        Path pem = home.resolve("etc/trust/test.pem");
        Bundle bundle = install("x", jar(true, "x"));
        Files.delete(pem);
        assertTrue(!resolves(bundle));
        assertTrue(told.get(0).contains(key.fingerprint()), told::toString);
        Files.writeString(pem, key.pem());
        assertTrue(resolves(bundle));
    }

    @Test
    void aTrialMayBeResolvedOnlyIfItIsAdmittedAndCanDoNothing() throws Exception {
        Path manifest = Jars.bundle(home.resolve("t.jar"), "t", Map.of());
        Bundle trial = install("trial:t", manifest);
        assertTrue(!resolves(trial));
        trust.admitTrial(trial);
        assertTrue(resolves(trial));
        for (Path bad : List.of(
                jar(false, "full"),
                Jars.bundle(home.resolve("a.jar"), "a", Map.of(), "Bundle-Activator: a.B"),
                Jars.bundle(home.resolve("f.jar"), "f", Map.of(), "fragment-HOST: third"))) {
            Bundle bundle = install("trial:" + bad, bad);
            trust.admitTrial(bundle);
            assertTrue(!resolves(bundle), bad::toString);
        }
        Bundle elsewhere = install("elsewhere", Jars.bundle(home.resolve("e.jar"), "e", Map.of()));
        trust.admitTrial(elsewhere);
        assertTrue(!resolves(elsewhere));
    }

    @Test
    void inDevelopmentTheUnsignedRunsAndTheDamagedDoesNot() throws Exception {
        stop();
        boot(true);
        Bundle unsigned = install("x", jar(false, "x"));
        assertDoesNotThrow(() -> unsigned.start());
        assertEquals(1, trust.figures().unsigned());
        Path damaged = jar(true, "y");
        Map<String, byte[]> entries = Jars.read(damaged);
        entries.get("content")[0] ^= 1;
        assertTrue(!resolves(install("y", Jars.write(damaged, entries))));
    }
}
