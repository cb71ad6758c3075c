package org.sosgi.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one file on a daemon thread of its own, by looking at it again and again: that works on every file system,
 * and for files that are replaced as a whole. A change is told once the file looked the same twice.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final long STOP_MILLIS = 5_000;

    /** So long nobody must have called {@link #wake} before it is heeded: what happens at once is looked at once. */
    private static final long CALM_MILLIS = 50;

    private final Path file;
    private final long interval;
    private final Runnable onChange;
    private final Runnable onWake;
    private final Runnable onLook;
    private final Thread thread;
    private Look handled;
    private Look last;
    private boolean closed;
    private boolean woken;

    /** What can be seen of a file without reading it. */
    private record Look(FileTime modified, long size, Object key, Set<PosixFilePermission> mode) {

        private static final Look ABSENT = new Look(FileTime.fromMillis(0), -1, "", Set.of());

        static Look at(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
                return new Look(attributes.lastModifiedTime(), attributes.size(), key, mode(file));
            } catch (IOException e) {
                return ABSENT;
            }
        }

        /** A file that was refused for its mode is good once that is mended. */
        private static Set<PosixFilePermission> mode(Path file) throws IOException {
            try {
                return Files.getPosixFilePermissions(file);
            } catch (UnsupportedOperationException e) {
                return Set.of();
            }
        }
    }

    /**
     * Remembers how the file looks now: what comes later is a change. Begins to watch with {@link #start}.
     *
     * @param onLook runs each time the file was looked at
     */
    FileWatch(Path file, Duration interval, Runnable onChange, Runnable onWake, Runnable onLook) {
        this.file = file;
        this.interval = Math.max(1, interval.toMillis());
        this.onChange = onChange;
        this.onWake = onWake;
        this.onLook = onLook;
        this.handled = Look.at(file);
        this.last = handled;
        this.thread = new Thread(this::watch, "sosgi-config-watch");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        while (pause()) {
            look();
            onLook.run();
            if (isCalmAgain()) {
                onWake.run();
            }
        }
    }

    /** Has {@code onWake} run on the thread of the watch, once for calls in quick succession. By any thread, at any time. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Looks at the file once, and tells a change if it looks as it did last time. On the thread of the watch only. */
    void look() {
        Look now = Look.at(file);
        if (!now.equals(handled) && now.equals(last)) {
            handled = now;
            tell();
        }
        last = now;
    }

    private void tell() {
        try {
            onChange.run();
        } catch (RuntimeException e) {
            LOG.error("{} could not be applied; the settings stay as they are", file, e);
        }
    }

    /** Returns false once the watch is closed. */
    private synchronized boolean pause() {
        long end = System.nanoTime() + interval * 1_000_000;
        try {
            for (long left = interval; !closed && !woken && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    /** Waits until nobody wakes the watch any more; returns false if nobody did, or once it is closed. */
    private synchronized boolean isCalmAgain() {
        boolean heeded = woken;
        try {
            while (woken && !closed) {
                woken = false;
                wait(CALM_MILLIS);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return heeded && !closed;
    }

    /** Stops watching; a change that is being told is waited for, 5 seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
