package org.sosgi.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.sosgi.api.status.Report;

class DeploymentTest {

    private static final String DOES_NOT_START = "Bundle-Activator: not.There";
    private static final String DOES_NOT_RESOLVE = "Import-Package: not.there;version=\"[1,2)\"";

    @TempDir
    Path home;

    private Fixture agent;

    @BeforeEach
    void boot() throws IOException, BundleException {
        agent = new Fixture(home);
    }

    @AfterEach
    void close() throws BundleException {
        agent.close();
    }

    private void drop(String file, String name, String version, String... headers) throws IOException {
        Fixture.jar(agent.deployed(file), name, version, headers);
    }

    private Report report(String name) {
        return agent.deployment().reports(true).stream()
                .filter(report -> report.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aJarComesChangesAndGoes() throws IOException {
        drop("x.jar", "x", "1", "Import-Package: org.sosgi.api");
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        Bundle bundle = agent.bundle("x");
        assertEquals("deploy:x", bundle.getLocation());
        drop("x.jar", "x", "2");
        agent.settle();
        assertEquals("2.0.0", agent.version("x"));
        assertSame(bundle, agent.bundle("x"));
        assertEquals(Report.State.OK, report("x").state());
        Files.delete(agent.deployed("x.jar"));
        agent.settle();
        assertNull(agent.bundle("x"));
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeftAlone() throws IOException {
        Path whole = home.resolve("whole.jar");
        Fixture.jar(whole, "x", "1");
        byte[] bytes = Files.readAllBytes(whole);
        Path file = agent.deployed("x.jar");
        for (int end = 0; end < bytes.length; end += 50) {
            Files.write(
                    file,
                    Arrays.copyOfRange(bytes, end, Math.min(end + 50, bytes.length)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            agent.deployment().look(false);
            assertNull(agent.bundle("x"));
            assertTrue(agent.deployment().reports(true).stream()
                    .noneMatch(report -> report.kind().equals("plugin")));
        }
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
    }

    @Test
    void anIncompleteJarIsRefusedUntilItChanges() throws IOException {
        Path whole = home.resolve("whole.jar");
        Fixture.jar(whole, "x", "1");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(agent.deployed("x.jar"), Arrays.copyOf(bytes, bytes.length - 9));
        agent.settle();
        assertNull(agent.bundle("x"));
        assertEquals(Report.State.FAILED, report("x.jar").state());
        assertTrue(
                report("x.jar").detail().startsWith("is not a complete jar"),
                report("x.jar").detail());
        Files.write(agent.deployed("x.jar"), bytes);
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertEquals(Report.State.OK, report("x").state());
    }

    @Test
    void whatCannotBeResolvedNeverTouchesWhatRuns() throws IOException {
        drop("x.jar", "x;singleton:=true", "1");
        agent.settle();
        AtomicInteger stops = new AtomicInteger();
        BundleListener listener = event -> stops.addAndGet(
                event.getBundle().equals(agent.bundle("x")) && event.getType() == BundleEvent.STOPPED ? 1 : 0);
        agent.context().addBundleListener(listener);
        drop("x.jar", "x;singleton:=true", "2", DOES_NOT_RESOLVE);
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertEquals(0, stops.get());
        assertEquals(Report.State.DEGRADED, report("x").state());
        assertTrue(
                report("x").detail().contains("osgi.wiring.package=not.there"),
                report("x").detail());
        assertTrue(Arrays.stream(agent.context().getBundles())
                .noneMatch(bundle -> bundle.getLocation().startsWith("trial:")));
    }

    @Test
    void whatDoesNotStartIsRolledBack() throws IOException {
        drop("x.jar", "x", "1");
        agent.settle();
        drop("x.jar", "x", "2", DOES_NOT_START);
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertEquals(Report.State.DEGRADED, report("x").state());
        assertTrue(
                report("x").detail().contains("went back to 1.0.0"), report("x").detail());
        // Not tried again until it changes.
        Bundle bundle = agent.bundle("x");
        long changed = bundle.getLastModified();
        agent.settle();
        assertEquals(changed, bundle.getLastModified());
    }

    @Test
    void whatStartsButDoesNotWorkIsRolledBack() throws IOException {
        drop("x.jar", "x", "1");
        agent.settle();
        agent.startCheck = bundle -> {
            if (bundle.getVersion().getMajor() == 2) {
                throw new RefusedException("component c: boom");
            }
        };
        drop("x.jar", "x", "2");
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertTrue(
                report("x").detail().contains("component c: boom"), report("x").detail());
    }

    @Test
    void aNewOneThatDoesNotStartIsNotThere() throws IOException {
        drop("x.jar", "x", "1", DOES_NOT_START);
        agent.settle();
        assertNull(agent.bundle("x"));
        assertEquals(Report.State.FAILED, report("x.jar").state());
        Files.delete(agent.deployed("x.jar"));
        agent.settle();
        assertTrue(agent.deployment().reports(true).stream()
                .noneMatch(report -> report.kind().equals("plugin")));
    }

    @Test
    void thereIsOnePerSymbolicName() throws IOException {
        drop("x.jar", "x", "1");
        agent.settle();
        drop("y.jar", "x", "2");
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertTrue(
                report("y.jar").detail().contains("already deployed from x.jar"),
                report("y.jar").detail());
    }

    @Test
    void aRenamedFileKeepsItsBundleRunning() throws IOException {
        drop("x-1.jar", "x", "1");
        agent.settle();
        long changed = agent.bundle("x").getLastModified();
        Files.move(agent.deployed("x-1.jar"), agent.deployed("x-2.jar"));
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertEquals(changed, agent.bundle("x").getLastModified());
        Files.delete(agent.deployed("x-2.jar"));
        agent.settle();
        assertNull(agent.bundle("x"));
    }

    @Test
    void aFileCanBecomeAnotherBundle() throws IOException {
        drop("x.jar", "x", "1");
        agent.settle();
        drop("x.jar", "other", "1");
        agent.settle();
        assertNull(agent.bundle("x"));
        assertEquals("1.0.0", agent.version("other"));
    }

    @Test
    void aTouchedFileRestartsNothing() throws IOException {
        drop("x.jar", "x", "1");
        agent.settle();
        long changed = agent.bundle("x").getLastModified();
        drop("x.jar", "x", "1");
        agent.settle();
        assertEquals(changed, agent.bundle("x").getLastModified());
    }

    @Test
    void aBundleOfAFeatureIsOverlaidAndComesBack() throws IOException, BundleException {
        Path jar = agent.inRepo("x.jar");
        Fixture.jar(jar, "x", "1");
        agent.close();
        agent = new Fixture(home);
        Bundle bundle = agent.context().installBundle("reference:" + jar.toUri());
        bundle.adapt(BundleStartLevel.class).setStartLevel(10);
        bundle.start();
        drop("x.jar", "x", "2");
        agent.settle();
        assertEquals("2.0.0", agent.version("x"));
        drop("x.jar", "x", "3", DOES_NOT_START);
        agent.settle();
        assertEquals("2.0.0", agent.version("x"));
        Files.delete(agent.deployed("x.jar"));
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertSame(bundle, agent.bundle("x"));
    }

    @Test
    void theCoreCannotBeOverlaid() throws IOException {
        drop("cm.jar", "org.apache.felix.configadmin", "99");
        agent.settle();
        assertTrue(
                report("cm.jar").detail().contains("belongs to the core"),
                report("cm.jar").detail());
    }

    @Test
    void noFragmentsAndNoPlainJars() throws IOException {
        drop("fragment.jar", "f", "1", "Fragment-Host: x");
        Files.write(agent.deployed("empty.jar"), new byte[0]);
        agent.settle();
        assertTrue(report("fragment.jar").detail().contains("is a fragment"));
        assertTrue(
                report("empty.jar").detail().contains("not a complete jar"),
                report("empty.jar").detail());
    }

    @Test
    void aRestartChangesNothingThatDidNotChange() throws IOException, BundleException {
        drop("x.jar", "x", "1");
        drop("gone.jar", "gone", "1");
        drop("new.jar", "new", "1");
        agent.settle();
        Files.delete(agent.deployed("gone.jar"));
        drop("new.jar", "new", "2");
        agent.restart();
        assertNull(agent.bundle("gone"));
        assertEquals("1.0.0", agent.version("x"), "there before anything was looked at");
        long changed = agent.bundle("x").getLastModified();
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertEquals(changed, agent.bundle("x").getLastModified());
        assertEquals("2.0.0", agent.version("new"));
    }

    @Test
    void aBundleTheFrameworkLostComesBack() throws IOException, BundleException {
        drop("x.jar", "x", "1");
        agent.settle();
        agent.bundle("x").uninstall();
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
    }
}
