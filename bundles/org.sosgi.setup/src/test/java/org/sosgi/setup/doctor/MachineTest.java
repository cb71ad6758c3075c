package org.sosgi.setup.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.setup.probe.Finding;

class MachineTest {

    @TempDir
    Path proc;

    @Test
    void comparesTheMemoryWithWhatTheAgentMayTake() throws IOException {
        var machine = new Machine(proc);
        assertEquals(Finding.Level.OK, machine.memory(false).level(), "nobody knows");
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 1 kB\nMemAvailable:     200000 kB\n");
        assertEquals(Finding.Level.WARN, machine.memory(false).level());
        assertEquals(Finding.Level.OK, machine.memory(true).level(), "it has it already");
        Files.writeString(proc.resolve("meminfo"), "MemAvailable:     2000000 kB\n");
        assertEquals(
                "1953 MiB available, the agent may take 416 MiB",
                machine.memory(false).detail());
    }

    @Test
    void tellsSecretsOnTheCommandLineWithoutShowingThem() throws IOException {
        var machine = new Machine(proc);
        assertTrue(machine.commandLine(7).isEmpty(), "it has ended");
        Path words = Files.createDirectories(proc.resolve("7")).resolve("cmdline");
        for (String given : List.of("--new-relic-api-key\0s3cret", "-Djavax.net.ssl.keyStorePassword=s3cret")) {
            Files.writeString(words, "java\0-Xmx1g\0" + given + "\0");
            Finding told = machine.commandLine(7).orElseThrow();
            assertEquals(Finding.Level.WARN, told.level());
            assertTrue(told.detail().contains(given.split("[\0=]")[0]), told::text);
            assertFalse(told.text().contains("s3cret"), told::text);
        }
        Files.writeString(words, "java\0-Dfile.encoding=UTF-8\0-Dx.token=\0--config\0/etc/token.yaml\0");
        assertTrue(machine.commandLine(7).isEmpty());
    }

    @Test
    void comparesTheReceiveBufferWithTheKernelsLimit() throws IOException {
        var machine = new Machine(proc);
        assertEquals(Finding.Level.OK, machine.receiveBuffer(1_000).level(), "nobody knows");
        Path limit = Files.createDirectories(proc.resolve("sys/net/core")).resolve("rmem_max");
        Files.writeString(limit, "212992\n");
        assertEquals(Finding.Level.WARN, machine.receiveBuffer(33_554_432).level());
        assertTrue(machine.receiveBuffer(33_554_432).next().startsWith("sysctl -w net.core.rmem_max=33554432,"));
        assertEquals(Finding.Level.OK, machine.receiveBuffer(212_992).level());
    }

    /** The kernel gives the whole number at the first read only, whatever the length of that read. */
    @Test
    void readsTheKernelsOwnFileAsAPersonWould() throws IOException {
        Path limit = Path.of("/proc/sys/net/core/rmem_max");
        String told =
                new Machine(Path.of("/proc")).receiveBuffer(Long.MAX_VALUE).detail();
        if (Files.exists(limit)) {
            Process cat = new ProcessBuilder("cat", limit.toString()).start();
            String number = new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            assertTrue(told.contains(" " + number + ","), told);
        } else {
            assertTrue(told.contains("cannot be told"), told);
        }
    }

    @Test
    void wantsRoomForTheJournalAsFarAsItMayGrow() throws IOException {
        var machine = new Machine(proc);
        Path journal = proc.resolve("var/journal");
        assertEquals(Finding.Level.OK, machine.disk(journal, 1).level());
        assertEquals(Finding.Level.WARN, machine.disk(journal, Long.MAX_VALUE).level());
        Files.createDirectories(journal);
        Files.write(journal.resolve("segment"), new byte[3 << 20]);
        assertTrue(machine.disk(journal, 5 << 20).detail().endsWith("may grow by 2 MiB"));
    }
}
