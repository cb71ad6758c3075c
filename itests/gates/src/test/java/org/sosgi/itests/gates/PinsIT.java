package org.sosgi.itests.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sosgi.build.pins.Pins;

/** At the end of the build once more: what it has taken meanwhile is what was pinned. */
class PinsIT {

    @Test
    void whatTheBuildTookIsWhatWasPinned() throws IOException {
        assertEquals(
                List.of(), Pins.check(Built.repository(), Built.root().resolve("build/pins.sha256"), Built.root()));
    }
}
