package org.sosgi.uptime;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory the agent uses, in bytes.
 *
 * @param heapUsed by objects, dead ones that are not collected yet included
 * @param heapTotal what the heap has of the operating system
 * @param external outside the heap: classes, compiled code, buffers
 * @param process what the operating system says the process uses
 */
record Memory(long heapUsed, long heapTotal, long external, long process) {

    /**
     * @param processStatus a file as {@code /proc/self/status} is; where there is none, what the JVM knows
     * of is taken instead
     */
    static Memory now(Path processStatus) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        MemoryUsage other = memory.getNonHeapMemoryUsage();
        long buffers = 0;
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            buffers += Math.max(0, pool.getMemoryUsed());
        }
        long resident = resident(processStatus);
        return new Memory(
                heap.getUsed(),
                heap.getCommitted(),
                other.getUsed() + buffers,
                resident > 0 ? resident : heap.getCommitted() + other.getCommitted() + buffers);
    }

    /** Returns 0 if the file does not tell. Of proc(5): {@code VmRSS:     123456 kB}. */
    private static long resident(Path processStatus) {
        try {
            List<String> lines = Files.readAllLines(processStatus);
            for (String line : lines) {
                if (line.startsWith("VmRSS:") && line.endsWith(" kB")) {
                    return Long.parseLong(line.substring(6, line.length() - 3).strip()) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux, or not as expected.
        }
        return 0;
    }

    /** Returns mebibytes with two decimals. */
    static double mebibytes(long bytes) {
        return Math.round(bytes * 100.0 / (1 << 20)) / 100.0;
    }
}
