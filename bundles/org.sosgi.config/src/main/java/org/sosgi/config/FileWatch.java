package org.sosgi.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one file on a daemon thread of its own, by looking at it again and again: that works on every file system,
 * and for files that are replaced as a whole. A change is told once the file looked the same twice.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final long STOP_MILLIS = 5_000;

    private final Path file;
    private final long interval;
    private final Runnable onChange;
    private final Thread thread;
    private Look handled;
    private Look last;
    private boolean closed;

    /** What can be seen of a file without reading it. */
    private record Look(FileTime modified, long size, Object key) {

        private static final Look ABSENT = new Look(FileTime.fromMillis(0), -1, "");

        static Look at(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
                return new Look(attributes.lastModifiedTime(), attributes.size(), key);
            } catch (IOException e) {
                return ABSENT;
            }
        }
    }

    /** Remembers how the file looks now: what comes later is a change. Begins to watch with {@link #start}. */
    FileWatch(Path file, Duration interval, Runnable onChange) {
        this.file = file;
        this.interval = Math.max(1, interval.toMillis());
        this.onChange = onChange;
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
        }
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
            for (long left = interval; !closed && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
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
