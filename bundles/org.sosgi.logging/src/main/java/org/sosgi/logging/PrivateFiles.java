package org.sosgi.logging;

import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A Logback rolling policy whose files only their owner may write and only their group may read besides, and which makes folders likewise.
 * Folders that are there stay as they are. Where there are no POSIX permissions the folder's own rules hold.
 */
public final class PrivateFiles<E> extends SizeAndTimeBasedRollingPolicy<E> {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-x---");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r-----");

    /** Logback packs a full file in the background, without telling when that is done. */
    private static final int[] PACKED_AFTER_SECONDS = {2, 15, 120};

    @Override
    public void start() {
        prepare();
        super.start();
    }

    /** The appender opens its file after this. */
    @Override
    public void rollover() {
        super.rollover();
        prepare();
        for (int seconds : PACKED_AFTER_SECONDS) {
            getContext().getScheduledExecutorService().schedule(this::tightenAll, seconds, TimeUnit.SECONDS);
        }
    }

    private void prepare() {
        String name = getParentsRawFileProperty();
        if (name == null) {
            return;
        }
        Path file = Path.of(name).toAbsolutePath();
        try {
            if (isPosix(file)) {
                Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(FOLDER));
                create(file);
                tightenAll();
            }
        } catch (IOException | SecurityException e) {
            addWarn("The permissions of " + file + " could not be seen to: " + e, e);
        }
    }

    private static boolean isPosix(Path file) {
        Path there = file.getParent();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return Files.getFileAttributeView(there, PosixFileAttributeView.class) != null;
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
        } catch (FileAlreadyExistsException e) {
            // Its permissions are seen to with those of the others.
        }
    }

    /** Takes from the log's files, packed ones too, what nobody needs. */
    private void tightenAll() {
        Path file = Path.of(getParentsRawFileProperty()).toAbsolutePath();
        String name = file.getFileName().toString();
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent())) {
            for (Path one : all) {
                String other = one.getFileName().toString();
                if (other.startsWith(stem + '.') && Files.isRegularFile(one)) {
                    tighten(one);
                }
            }
        } catch (IOException e) {
            addWarn("The permissions of the files in " + file.getParent() + " could not be seen to: " + e, e);
        }
    }

    private static void tighten(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.retainAll(FILE)) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
