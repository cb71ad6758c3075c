package org.sosgi.launcher.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files of reports: {@code crash_dump_YYYYMMDD_HHMMSS_mmm_PID_N.json} and {@code .txt} in local time, readable by their owner only.
 * No more than {@link #MOST_A_DAY} a day are written, for the first ones tell the most, and no more than {@link #MOST} kept.
 */
final class CrashFiles {

    static final int MOST_A_DAY = 20;
    static final int MOST = 200;

    private static final String PREFIX = "crash_dump_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss_SSS");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private int number;

    /** Returns the files that were written; none if there are enough. */
    synchronized List<Path> write(CrashSettings settings, CrashReport report) throws IOException {
        Path directory = settings.directory();
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(directory, permissions("rwx------"));
        }
        LocalDateTime now = LocalDateTime.now();
        List<Path> known = known(directory);
        String today = PREFIX + DAY.format(now);
        int wanted = (settings.json() ? 1 : 0) + (settings.text() ? 1 : 0);
        long there = known.stream().filter(file -> name(file).startsWith(today)).count();
        if (wanted == 0 || there + wanted > MOST_A_DAY) {
            return List.of();
        }
        for (int i = 0; i < known.size() + wanted - MOST; i++) {
            Files.deleteIfExists(known.get(i));
        }
        String base = PREFIX + TIME.format(now) + '_' + ProcessHandle.current().pid() + '_' + ++number;
        List<Path> written = new ArrayList<>();
        if (settings.json()) {
            written.add(write(directory.resolve(base + ".json"), report.json()));
        }
        if (settings.text()) {
            written.add(write(directory.resolve(base + ".txt"), report.text()));
        }
        return written;
    }

    /** Oldest first: their names begin with the time. */
    private static List<Path> known(Path directory) throws IOException {
        List<Path> known = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, PREFIX + "*.{json,txt}")) {
            files.forEach(known::add);
        }
        known.sort(java.util.Comparator.comparing(CrashFiles::name));
        return known;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Path write(Path file, String content) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, fresh, permissions("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        return file;
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
