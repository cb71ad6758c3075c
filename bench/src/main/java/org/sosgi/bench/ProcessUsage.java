package org.sosgi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used, as the kernel counts it.
 *
 * @param cpuNanos CPU time in user and kernel mode, in steps of 10 ms
 * @param rssBytes memory it holds now
 * @param peakRssBytes the most it ever held
 */
public record ProcessUsage(long cpuNanos, long rssBytes, long peakRssBytes) {

    /** USER_HZ, which /proc counts in, is 100 on every Linux that Java 17 runs on. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int UTIME_AFTER_NAME = 11;
    private static final int STIME_AFTER_NAME = 12;

    /** @throws IOException if there is no such process, or no /proc */
    public static ProcessUsage of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The name, in brackets, may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[STIME_AFTER_NAME]);
        long rss = 0;
        long peak = 0;
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                rss = kibibytes(line);
            } else if (line.startsWith("VmHWM:")) {
                peak = kibibytes(line);
            }
        }
        return new ProcessUsage(ticks * NANOS_PER_TICK, rss, peak);
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
