package org.sosgi.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.sosgi.api.status.Report;
import org.sosgi.signing.JarSigning;
import org.sosgi.signing.SigningKey;

/** An agent that takes only what a trusted key signed. */
class TrustedDeploymentTest {

    private static SigningKey release;
    private static SigningKey mine;

    @TempDir
    Path home;

    private Fixture agent;

    @BeforeAll
    static void makeKeys() {
        release = Fixture.signingKey();
        mine = Fixture.signingKey();
    }

    @BeforeEach
    void boot() throws Exception {
        Path jar = home.resolve("program/repo/g/a/1/a-1.jar");
        Files.createDirectories(jar.getParent());
        Fixture.jar(jar, "a", "1");
        Path demo = home.resolve("program/features/optional/demo.feature.json");
        Files.createDirectories(demo.getParent());
        Files.writeString(demo, "{\"id\": \"g:demo:1\", \"bundles\": [\"g:a:1\"]}");
        agent = new Fixture(home, false, release);
        trust();
    }

    @AfterEach
    void close() throws BundleException {
        agent.close();
    }

    private Path pem() throws IOException {
        return Files.createDirectories(home.resolve("etc/trust")).resolve("mine.pem");
    }

    private void trust() throws Exception {
        Files.writeString(pem(), mine.pem());
    }

    private void drop(SigningKey key, String version) throws Exception {
        Path jar = home.resolve("x.jar");
        Fixture.jar(jar, "x", version);
        if (key != null) {
            new JarSigning(key).sign(jar);
        }
        Files.move(jar, agent.deployed("x.jar"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        agent.settle();
    }

    private String detail(String name) {
        return agent.deployment().reports(true).stream()
                .filter(report -> report.name().equals(name))
                .findFirst()
                .map(Report::detail)
                .orElse("");
    }

    private void assertDetail(String name, String part) {
        assertTrue(detail(name).contains(part), detail(name));
    }

    @Test
    void whatIsRefusedNeverTouchesWhatRuns() throws Exception {
        drop(null, "1");
        assertNull(agent.bundle("x"));
        assertDetail("x.jar", "is not signed");
        drop(mine, "1");
        assertEquals("1.0.0", agent.version("x"));
        long changed = agent.bundle("x").getLastModified();
        drop(null, "2");
        assertDetail("x", "is not signed");
        drop(Fixture.signingKey(), "2");
        assertDetail("x", "not trusted here");
        byte[] damaged = Files.readAllBytes(agent.deployed("x.jar"));
        drop(mine, "2");
        assertEquals("2.0.0", agent.version("x"));
        changed = agent.bundle("x").getLastModified();
        damaged[damaged.length / 2] ^= 1;
        Files.write(agent.deployed("x.jar"), damaged);
        agent.settle();
        assertEquals("2.0.0", agent.version("x"));
        assertEquals(changed, agent.bundle("x").getLastModified());
        assertEquals(0, agent.trust().figures().refused(), "the gate saw nothing of it");
    }

    @Test
    void theFormerVersionRunsOnAlsoAfterARestart() throws Exception {
        drop(mine, "1");
        drop(null, "2");
        agent.restart();
        assertEquals("1.0.0", agent.version("x"));
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertDetail("x", "is not signed");
    }

    @Test
    void aKeptJarThatWasChangedWhileTheAgentWasDownIsNotRestored() throws Exception {
        drop(mine, "1");
        agent.close();
        Fixture.jar(home.resolve("var/deploy/x.jar"), "x", "66");
        agent = new Fixture(home, false, release);
        assertNull(agent.bundle("x"));
        agent.settle();
        assertEquals("1.0.0", agent.version("x"), "from deploy/, where it is as it was");
    }

    @Test
    void aKeyThatIsRemovedTakesOutWhatItSignedAndOneThatIsAddedLetsItIn() throws Exception {
        drop(mine, "1");
        assertEquals("1.0.0", agent.version("x"));
        Files.delete(pem());
        agent.settle();
        assertNull(agent.bundle("x"));
        assertDetail("x.jar", "not trusted here");
        trust();
        agent.settle();
        assertEquals("1.0.0", agent.version("x"));
        assertEquals("", detail("x"));
    }

    @Test
    void aFeatureNeedsASignatureThatMayComeBeforeOrAfterIt() throws Exception {
        byte[] one = "{\"id\": \"g:f:1\", \"bundles\": [\"g:a:1\"]}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path file = agent.deployed("f.feature.json");
        Path signature = agent.deployed("f.feature.json.sig");
        Files.write(file, one);
        agent.settle();
        assertNull(agent.bundle("a"));
        assertDetail("f.feature.json", "is not signed");
        Files.write(signature, mine.detached(one));
        agent.settle();
        assertEquals("1.0.0", agent.version("a"));
        assertTrue(agent.bundle("a").getLocation().startsWith("reference:"));

        byte[] two = "{\"id\": \"g:f:2\", \"bundles\": []}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(file, two);
        agent.settle();
        assertEquals("1.0.0", agent.version("a"), "the former signature is not of this content");
        Files.write(signature, mine.detached(two));
        agent.settle();
        assertNull(agent.bundle("a"));

        Files.write(signature, mine.detached(one));
        agent.settle();
        Files.write(file, one);
        agent.settle();
        assertEquals("1.0.0", agent.version("a"));
        Files.delete(pem());
        agent.settle();
        assertNull(agent.bundle("a"));
    }

    @Test
    void aCopyOfAnOptionalFeatureOfTheProgramIsTrusted() throws Exception {
        Path copy = agent.deployed("demo.feature.json");
        Files.copy(home.resolve("program/features/optional/demo.feature.json"), copy);
        agent.settle();
        assertEquals("1.0.0", agent.version("a"));
        Files.writeString(copy, Files.readString(copy) + " ");
        agent.settle();
        assertDetail("a", "is not signed");
        agent.restart();
        assertEquals("1.0.0", agent.version("a"), "the former one runs on");
        agent.settle();
        assertEquals("1.0.0", agent.version("a"));
        Files.delete(copy);
        agent.settle();
        assertNull(agent.bundle("a"));
    }

    @Test
    void linksPipesAndWhatIsTooLargeAreNotOpened() throws Exception {
        Path jar = home.resolve("x.jar");
        Fixture.jar(jar, "x", "1");
        new JarSigning(mine).sign(jar);
        Files.createSymbolicLink(agent.deployed("link.jar"), jar);
        Process mkfifo = new ProcessBuilder("mkfifo", agent.deployed("pipe.jar").toString()).start();
        assertTrue(mkfifo.waitFor(10, TimeUnit.SECONDS));
        Files.createDirectory(agent.deployed("folder.jar"));
        try (var large = new RandomAccessFile(agent.deployed("large.jar").toFile(), "rw")) {
            large.setLength(DroppedFile.MOST_JAR + 1);
        }
        try (var large =
                new RandomAccessFile(agent.deployed("large.feature.json").toFile(), "rw")) {
            large.setLength(DroppedFile.MOST_FEATURE + 1);
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(50), agent::settle);
        assertDetail("link.jar", "no regular file");
        assertDetail("pipe.jar", "no regular file");
        assertDetail("folder.jar", "no regular file");
        assertDetail("large.jar", "larger than 256 MiB");
        assertDetail("large.feature.json", "larger than 1024 KiB");
    }

    @Test
    void theReportTellsKeysAndDevelopment() throws Exception {
        Report report = new TrustReport(agent.trust()).report();
        assertEquals(Report.State.OK, report.state());
        assertTrue(report.figures().toString().contains("keys_pinned"), report.figures()::toString);
        agent.close();
        agent = new Fixture(home, true, release);
        report = new TrustReport(agent.trust()).report();
        assertEquals(Report.State.DEGRADED, report.state());
        assertTrue(report.detail().contains("--allow-unsigned-plugins"), report.detail());
    }
}
