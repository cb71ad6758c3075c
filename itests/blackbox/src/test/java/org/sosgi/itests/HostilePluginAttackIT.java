package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Gate;
import org.sosgi.audit.Workshop;
import org.sosgi.audit.attack.PluginsStep;

/** {@code ./sosgi audit plugins}, its short run: whatever is dropped into a running agent, nothing runs that no trusted key signed. */
class HostilePluginAttackIT {

    @TempDir
    Path out;

    @Test
    void nothingRunsThatNobodyTrustedSigned() throws Exception {
        var findings = new Findings("plugins", System.out);
        // The step needs no source tree.
        new PluginsStep().run(new Workshop(out, Built.distribution(), out, false), findings);
        List<Gate> gates = findings.gates();
        assertFalse(gates.isEmpty());
        assertEquals(
                List.of(),
                gates.stream()
                        .filter(gate -> gate.result() != Gate.Result.PASSED)
                        .toList());
    }
}
