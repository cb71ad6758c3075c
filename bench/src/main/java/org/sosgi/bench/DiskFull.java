package org.sosgi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The disk under the journal fills up while the database is down. The agent must stay up, count what it drops, and go on as before when
 * the database is back and there is room again. Mounts a small tmpfs, so it needs root.
 *
 * @param diskBytes the size of the disk
 * @param otherBytes how much of it belongs to somebody else, who gives it back before the database returns; 0 if the journal alone
 *     fills the disk, and has to make room itself once its events are delivered
 */
public record DiskFull(Kind kind, double rate, Duration duration, long diskBytes, long otherBytes) {

    private static final long JOURNAL_BYTES = 8L << 30;

    /**
     * @param survived whether the agent's process was still the same at the end
     * @param during events sent while the disk filled up and was full
     * @param dropped how many events the agent says it could not take meanwhile
     * @param after events sent when the backlog was delivered
     * @param stateWhenFull what the status said of the journal while it could not write
     */
    public record Result(boolean survived, Tally during, long dropped, Tally after, String stateWhenFull) {

        /** Returns how many events are neither delivered nor counted; must not be more than 0. */
        public long unaccounted() {
            return during.lost() - dropped;
        }
    }

    /** Tells whether this process may mount. */
    public static boolean possible() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Starts an agent of its own. */
    public Result run(Path distribution) throws IOException, InterruptedException {
        Path disk = Files.createTempDirectory("sosgi-disk");
        command("mount", "-t", "tmpfs", "-o", "size=" + diskBytes, "tmpfs", disk.toString());
        try (Rig rig = Rig.prepare(distribution)) {
            rig.yaml(rig.yaml().withJournal(disk.resolve("journal"), JOURNAL_BYTES));
            rig.start();
            return fill(rig, disk.resolve("somebody-elses"));
        } finally {
            command("umount", disk.toString());
            Files.delete(disk);
        }
    }

    private Result fill(Rig rig, Path others) throws IOException, InterruptedException {
        long pid = rig.agent().pid();
        try (LoadSender first = rig.sender(kind, SendLog.NONE);
                LoadSender second = rig.sender(kind, SendLog.NONE)) {
            occupy(others);
            rig.standIn().mode(Mode.of(Mode.Kind.DOWN));
            first.paced(rate, duration);
            AgentStatus full = settled(rig, first.sent());
            Files.delete(others);
            rig.standIn().mode(Mode.OK);
            Tally during = rig.drain(first);
            second.paced(rate, Duration.ofSeconds(2));
            Tally after = rig.drain(second);
            return new Result(
                    rig.agent().isAlive() && rig.agent().pid() == pid,
                    during,
                    full.sum("intake", "events_dropped"),
                    after,
                    full.part("journal", "")
                            .map(part -> part.state() + ": " + part.detail())
                            .orElse("no report"));
        }
    }

    private void occupy(Path file) throws IOException {
        byte[] block = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (long written = 0; written < otherBytes; written += block.length) {
                out.write(block);
            }
        }
    }

    /** Waits until the agent has taken or dropped everything that was sent. */
    private static AgentStatus settled(Rig rig, long sent) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        AgentStatus status = rig.agent().status();
        while (status.sum("intake", "events_received") < sent && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
            status = rig.agent().status();
        }
        return status;
    }

    private static void command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", words));
        }
    }
}
