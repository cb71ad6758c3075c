package org.sosgi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.trust.NotTrustedException;

class AgentTest {

    @TempDir
    static Path keys;

    private static SignedProgram signer;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKey() throws Exception {
        signer = new SignedProgram(keys);
    }

    @BeforeEach
    void program() throws Exception {
        for (String file : List.of("bin/sosgi", "lib/launcher.jar", "repo/g/a/1/a-1.jar", "tools/t.jar")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), file);
        }
        signer.sign(folder, "bin", "lib", "repo", "tools");
    }

    @Test
    void doesNotStartWithoutAnyConfiguration() throws Exception {
        assertEquals(1, agent().run());
        assertTrue(Files.notExists(folder.resolve("var/config")), "the next start is the first again");
        assertEquals(1, agent().run());
    }

    @Test
    void startsWithSettingsByHandOrAnOptionalFeature() throws Exception {
        // Getting as far as the features, of which there are none here, is to start.
        assertThrows(FeatureException.class, () -> agent("--with", "demo").run());
        Files.createFile(folder.resolve("etc/org.sosgi.sink.file-all.cfg"));
        assertThrows(FeatureException.class, () -> agent().run());
    }

    @Test
    void doesNotStartWithAFileThatWasChangedAddedOrTakenAway() throws Exception {
        for (String file : List.of("bin/sosgi", "lib/launcher.jar", "repo/g/a/1/a-1.jar", "tools/t.jar")) {
            byte[] bytes = Files.readAllBytes(folder.resolve(file));
            byte[] other = bytes.clone();
            other[0] ^= 1;
            Files.write(folder.resolve(file), other);
            assertRefused(file, "was changed");
            Files.delete(folder.resolve(file));
            assertRefused(file, "is missing");
            Files.createSymbolicLink(folder.resolve(file), folder.resolve("SHA256SUMS"));
            assertRefused(file, "no regular file");
            Files.delete(folder.resolve(file));
            Files.write(folder.resolve(file), bytes);
        }
        for (String added : List.of("lib/x.jar", "features/x.feature.json", "trust/mine.pem", "repo/g/x.jar")) {
            Files.createDirectories(folder.resolve(added).getParent());
            Files.writeString(folder.resolve(added), signer.pem());
            assertRefused(added, "is not in SHA256SUMS");
            Files.delete(folder.resolve(added));
        }
        assertThrows(FeatureException.class, () -> agent("--with", "demo").run(), "as it was, all is well");
        Files.createDirectories(folder.resolve("var/config"));
        Files.writeString(folder.resolve("lib/launcher.jar"), "changed");
        assertRefused("lib/launcher.jar", "was changed");
    }

    @Test
    void doesNotStartIfNobodyOrSomebodyElseVouchesForTheProgram() throws Exception {
        Path list = folder.resolve("SHA256SUMS");
        Path signature = folder.resolve("SHA256SUMS.sig");
        byte[] sums = Files.readAllBytes(list);
        Files.writeString(list, Files.readString(list).replace("lib/", "bin/"));
        assertRefused("SHA256SUMS", "signature");
        Files.delete(list);
        assertRefused("SHA256SUMS", "there is no");
        Files.write(list, sums);
        byte[] signed = Files.readAllBytes(signature);
        Files.writeString(signature, "AAAA");
        assertRefused("SHA256SUMS", "signature");
        Files.delete(signature);
        assertRefused("SHA256SUMS.sig", "there is no");
        Files.write(signature, signed);
        Files.delete(folder.resolve("trust/release.pem"));
        assertRefused("trust/release.pem", "there is no");
    }

    @Test
    void toAllowUnsignedPluginsIsKnownToTheWholeProcess() {
        assertThrows(
                FeatureException.class,
                () -> agent("--with", "demo", "--allow-unsigned-plugins").run());
        assertEquals("true", System.getProperty("sosgi.plugins.unsigned"));
        assertThrows(FeatureException.class, () -> agent("--with", "demo").run());
        assertEquals(null, System.getProperty("sosgi.plugins.unsigned"));
    }

    private void assertRefused(String file, String why) {
        var refusal = assertThrows(
                NotTrustedException.class, () -> agent("--with", "demo").run());
        assertTrue(refusal.getMessage().contains(file) && refusal.getMessage().contains(why), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("unpack the program again"), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    private Agent agent(String... words) throws UsageException {
        return new Agent(new Home(folder, folder), RunOptions.parse(List.of(words)));
    }
}
