package org.sosgi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.launcher.feature.FeatureException;

class AgentTest {

    @TempDir
    Path folder;

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

    private Agent agent(String... words) throws UsageException {
        return new Agent(new Home(folder, folder), RunOptions.parse(List.of(words)));
    }
}
