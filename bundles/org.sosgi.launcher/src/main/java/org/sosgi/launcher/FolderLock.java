package org.sosgi.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.sosgi.launcher.control.ControlAddress;

/**
 * One agent per folder: held by the agent for as long as its process lives. A lock of the operating system, so a crash
 * leaves none behind, and the process id beside it is believed only while the lock is held.
 */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;
    private final Home home;

    private FolderLock(FileChannel channel, FileLock lock, Home home) {
        this.channel = channel;
        this.lock = lock;
        this.home = home;
    }

    /** @throws IOException also if another process holds the lock */
    static FolderLock acquire(Home home) throws IOException {
        new ControlAddress(home.var("run")).secure();
        FileChannel channel = open(home);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException("another agent runs in this folder (pid " + storedPid(home) + "): " + home.folder());
        }
        Files.deleteIfExists(readyFile(home));
        Files.writeString(pidFile(home), ProcessHandle.current().pid() + "\n");
        return new FolderLock(channel, lock, home);
    }

    /** Returns the process that runs in the folder, if one does. */
    static OptionalLong runningPid(Home home) throws IOException {
        if (!Files.exists(home.run("agent.lock"))) {
            return OptionalLong.empty();
        }
        try (FileChannel channel = open(home);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                return OptionalLong.empty();
            }
        }
        try {
            return OptionalLong.of(Long.parseLong(storedPid(home)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // it has the lock and is about to write its id
        }
    }

    /** Exists while the agent is ready; its content is the line that says so. */
    static Path readyFile(Home home) {
        return home.run("agent.ready");
    }

    /** May be called again: at the end both the main thread and the one that stops the agent come by. */
    @Override
    public synchronized void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        Files.deleteIfExists(readyFile(home));
        Files.deleteIfExists(pidFile(home));
        lock.close();
        channel.close();
    }

    private static Path pidFile(Home home) {
        return home.run("agent.pid");
    }

    private static String storedPid(Home home) throws IOException {
        return Files.exists(pidFile(home)) ? Files.readString(pidFile(home)).strip() : "unknown";
    }

    private static FileChannel open(Home home) throws IOException {
        return FileChannel.open(home.run("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
