package org.sosgi.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A file that somebody put into the deploy folder: read once, never more than it may be, and only if it is a file at all. */
final class DroppedFile {

    static final long MOST_JAR = 256L << 20;
    static final int MOST_FEATURE = 1 << 20;
    private static final long DEADLINE_SECONDS = 60;

    private DroppedFile() {}

    static void copy(Path file, Path target) throws IOException, RefusedException {
        inTime(file, () -> {
            try (InputStream in = open(file);
                    OutputStream out = Files.newOutputStream(target)) {
                byte[] buffer = new byte[1 << 16];
                long total = 0;
                for (int read; (read = in.read(buffer)) >= 0; ) {
                    total += read;
                    if (total > MOST_JAR) {
                        throw new RefusedException("is larger than 256 MiB");
                    }
                    out.write(buffer, 0, read);
                }
            }
            return null;
        });
    }

    static byte[] read(Path file, int most) throws IOException, RefusedException {
        return inTime(file, () -> {
            try (InputStream in = open(file)) {
                byte[] bytes = in.readNBytes(most + 1);
                if (bytes.length > most) {
                    throw new RefusedException("is larger than " + (most >> 10) + " KiB");
                }
                return bytes;
            }
        });
    }

    private static InputStream open(Path file) throws IOException, RefusedException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException("is no regular file; links, pipes and devices are not opened");
        }
        return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private interface Reading<T> {
        T read() throws IOException, RefusedException;
    }

    /** What was a file a moment ago may be a pipe by now, which nobody ever writes to. */
    private static <T> T inTime(Path file, Reading<T> reading) throws IOException, RefusedException {
        var task = new FutureTask<>(reading::read);
        var thread = new Thread(task, "deploy-read");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new RefusedException("cannot be read in " + DEADLINE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + file, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new IOException(e.getCause().toString(), e.getCause());
        }
    }
}
