package org.sosgi.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.launcher.Home;

class CommandsTest {

    @TempDir
    Path folder;

    private Home home;
    private Path password;
    private String said;

    @BeforeEach
    void program() throws Exception {
        home = new Home(Files.createDirectories(folder.resolve("program")), folder.resolve("home"));
        password = Files.writeString(folder.resolve("password"), "secret123\n");
        Files.createDirectories(home.program().resolve("features/optional"));
        Files.writeString(home.program().resolve("features/optional/demo.feature.json"), "{}");
        SignProgram.main(new String[] {
            home.program().toString(), folder.resolve("release.p12").toString(), password.toString()
        });
    }

    private int plugin(String... words) {
        var out = new ByteArrayOutputStream();
        int code = PluginCommand.run(List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8), home);
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private int trust(String... words) {
        var out = new ByteArrayOutputStream();
        int code = TrustCommand.run(List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8), home);
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    @Test
    void fromAKeyToAPluginThatIsTrustedAndBack() throws Exception {
        String key = folder.resolve("me.p12").toString();
        String jar = Jars.bundle(folder.resolve("x.jar"), "x").toString();
        String feature = Files.writeString(folder.resolve("f.feature.json"), "{\"id\": \"g:f:1\"}")
                .toString();
        assertEquals(0, plugin("key", "--out", key, "--name", "Me, myself", "--password-file", password.toString()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(key))));
        String fingerprint = said.substring(said.length() - 65).strip();
        assertEquals(1, plugin("key", "--out", key, "--name", "again", "--password-file", password.toString()));

        assertEquals(1, plugin("verify", jar, feature), "not signed");
        assertEquals(0, plugin("sign", "--key", key, "--password-file", password.toString(), jar, feature));
        assertTrue(Files.exists(Path.of(feature + ".sig")));
        assertEquals(1, plugin("verify", jar), "not trusted");
        assertEquals(1, plugin("verify", feature), "not trusted");

        assertEquals(1, trust("add", folder.resolve("me.pem").toString()), "nobody said yes");
        assertFalse(Files.exists(home.folder().resolve("etc/trust").resolve(fingerprint + ".pem")));
        assertEquals(0, trust("add", folder.resolve("me.pem").toString(), "--yes"));
        assertEquals(0, plugin("verify", jar, feature), said);
        assertEquals(0, trust("list"));
        assertTrue(said.contains("Me\\, myself") && said.contains(fingerprint) && said.contains("RSA 3072"), said);
        assertEquals(0, trust("list", "--json"));
        assertTrue(said.contains("\"sha256\": \"" + fingerprint + "\""), said);

        Files.writeString(Path.of(feature), "{\"id\": \"g:f:2\"}");
        assertEquals(1, plugin("verify", feature), "was changed");
        assertEquals(0, trust("remove", fingerprint.substring(0, 16).toUpperCase(java.util.Locale.ROOT)));
        assertEquals(1, plugin("verify", jar), "no longer trusted");
        assertEquals(1, trust("remove", fingerprint), "it is gone");
    }

    @Test
    void theKeyOfTheProgramCannotBeRemovedAlone() {
        assertEquals(0, trust("list"));
        String fingerprint = said.substring(said.indexOf("SHA-256 ") + 8).substring(0, 64);
        assertEquals(1, trust("remove", fingerprint));
    }

    @Test
    void aCopyOfAFeatureOfTheProgramNeedsNoSignature() throws Exception {
        Path copy = folder.resolve("mine.feature.json");
        Files.copy(home.program().resolve("features/optional/demo.feature.json"), copy);
        assertEquals(0, plugin("verify", copy.toString()));
        Files.writeString(copy, "{ }");
        assertEquals(1, plugin("verify", copy.toString()));
    }

    @Test
    void wrongWordsAreToldAndNothingDone() throws Exception {
        assertEquals(2, plugin());
        assertEquals(2, plugin("sign", "--key"));
        assertEquals(2, plugin("sign", "--password", "x"));
        assertEquals(2, trust("add"));
        assertEquals(2, trust("remove", "xyz"));
        assertEquals(1, trust("add", password.toString(), "--yes"), "no certificate");
        assertEquals(0, trust("--help"));
        assertEquals(0, plugin("--help"));
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "other");
        Path jar = Jars.bundle(folder.resolve("x.jar"), "x");
        byte[] before = Files.readAllBytes(jar);
        assertEquals(
                1,
                plugin(
                        "sign",
                        "--key",
                        folder.resolve("release.p12").toString(),
                        "--password-file",
                        wrong.toString(),
                        jar.toString()));
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(jar)));
    }
}
