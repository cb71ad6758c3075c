package org.sosgi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the machine other people's processes took during a measurement, without which its figures cannot be judged. */
final class MachineLoad {

    private static final int USER = 1;
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    private static final int STEAL = 8;
    private static final double TICKS_PER_SECOND = 100;

    private final long busyBefore = busyTicks();
    private final long oursBefore = ourTicks();
    private final long start = System.nanoTime();

    MachineLoad() throws IOException {}

    /** Returns how many cores, on the average since this was made, worked for neither this process nor its ended children. */
    double othersCores() throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        double others = (busyTicks() - busyBefore - (ourTicks() - oursBefore)) / TICKS_PER_SECOND;
        return Math.max(0, others / seconds);
    }

    private static long busyTicks() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
        long busy = 0;
        for (int i = USER; i <= STEAL; i++) {
            if (i != IDLE && i != IOWAIT) {
                busy += Long.parseLong(fields[i]);
            }
        }
        return busy;
    }

    private static long ourTicks() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        // utime, stime, cutime, cstime: the last two are of children that have ended.
        return Long.parseLong(fields[11])
                + Long.parseLong(fields[12])
                + Long.parseLong(fields[13])
                + Long.parseLong(fields[14]);
    }
}
