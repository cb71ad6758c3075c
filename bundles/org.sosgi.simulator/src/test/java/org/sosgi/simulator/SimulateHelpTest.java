package org.sosgi.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulateHelpTest {

    @Test
    void tellsAllVerbsWithoutAFramework() {
        var out = new ByteArrayOutputStream();
        assertEquals(0, SimulateHelp.run(List.of("--help"), new PrintStream(out, true, StandardCharsets.UTF_8)));
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("usage: sosgi simulate " + Order.VERBS + " SERVICE NODE"), said);
        assertTrue(said.contains("--with demo"), said);
    }
}
