package org.sosgi.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsNamesTest {

    private static final String MQTT =
            "etc/org.sosgi.sink.mqtt~plant.cfg does not configure what it names: in the name of a"
                    + " file - stands before the name of an instance; call it org.sosgi.sink.mqtt-plant.cfg";

    @TempDir
    private Path etc;

    @Test
    void tellsEachWrongNameOnceAndTheRightOne() throws IOException {
        var names = new SettingsNames(etc);
        for (String good : List.of("org.sosgi.udp-log.cfg", "org.sosgi.uptime.config", "butler-sos.yaml~", "~a.txt")) {
            Files.createFile(etc.resolve(good));
        }
        assertEquals(List.of(), names.look());
        Path wrong = Files.createFile(etc.resolve("org.sosgi.sink.mqtt~plant.cfg"));
        assertEquals(List.of(MQTT), names.look());
        assertEquals(List.of(), names.look(), "once is enough");

        Files.createFile(etc.resolve("org.sosgi.qlik.health~sense1-a.config"));
        List<String> second = names.look();
        assertEquals(1, second.size());
        assertTrue(second.get(0).endsWith("call it org.sosgi.qlik.health-sense1-a.config"), second::toString);

        Files.delete(wrong);
        assertEquals(List.of(), names.look());
        Files.createFile(wrong);
        assertEquals(List.of(MQTT), names.look(), "it came back");
    }

    @Test
    void aFolderThatIsMissingIsNoMatter() {
        assertEquals(List.of(), new SettingsNames(etc.resolve("none")).look());
    }
}
