package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the files of a made-up kernel; {@link EndpointAccountingTest} asks the real one. */
class KernelDropsTest {

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 9996);
    private static final String LOOPBACK_HEX =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "0100007F" : "7F000001";

    @TempDir
    private Path proc;

    @BeforeEach
    void descriptors() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.createDirectories(proc.resolve("self/fd"));
        Files.createSymbolicLink(proc.resolve("self/fd/3"), Path.of("anon_inode:[eventpoll]"));
        Files.createSymbolicLink(proc.resolve("self/fd/7"), Path.of("socket:[4711]"));
        Files.createSymbolicLink(proc.resolve("self/fd/8"), Path.of("socket:[4712]"));
    }

    private void udp(String... lines) throws IOException {
        table("udp", lines);
    }

    private void table(String name, String... lines) throws IOException {
        Files.writeString(proc.resolve("net").resolve(name), "  sl  local_address\n" + String.join("\n", lines) + "\n");
    }

    private static String line(String address, String inode, long drops) {
        return "  123: " + address + " 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 " + inode
                + " 2 0000000000000000 " + drops + "        ";
    }

    @Test
    void countsForThisSocketOnly() throws Exception {
        udp(
                line(LOOPBACK_HEX + ":270C", "4711", 5),
                line(LOOPBACK_HEX + ":270C", "9999", 100),
                line(LOOPBACK_HEX + ":270D", "4712", 1_000),
                line("00000000:270C", "4712", 10_000));
        assertEquals(5, new KernelDrops(proc).read(LOOPBACK));
    }

    @Test
    void goesOnCountingWithAnotherSocket() throws Exception {
        var drops = new KernelDrops(proc);
        udp(line(LOOPBACK_HEX + ":270C", "4711", 5));
        assertEquals(5, drops.read(LOOPBACK));
        udp(line(LOOPBACK_HEX + ":270C", "4711", 8));
        assertEquals(8, drops.read(LOOPBACK));
        udp();
        assertEquals(8, drops.read(null), "not bound");
        udp(line(LOOPBACK_HEX + ":270C", "4712", 2));
        assertEquals(10, drops.read(LOOPBACK));
    }

    @Test
    void knowsSocketsForBothFamilies() throws Exception {
        udp();
        table("udp6", line("00000000000000000000000000000000:270C", "4711", 3));
        assertEquals(3, new KernelDrops(proc).read(new InetSocketAddress("0.0.0.0", 9996)));
        assertEquals(3, new KernelDrops(proc).read(new InetSocketAddress("::", 9996)));
        assertEquals(0, new KernelDrops(proc).read(LOOPBACK));
        String mapped = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "FFFF0000" : "0000FFFF";
        table("udp6", line("0000000000000000" + mapped + LOOPBACK_HEX + ":270C", "4711", 4));
        assertEquals(4, new KernelDrops(proc).read(LOOPBACK));
    }

    @Test
    void isZeroWhereThereIsNoSuchFile() {
        assertEquals(0, new KernelDrops(proc.resolve("nowhere")).read(LOOPBACK));
    }
}
