package org.sosgi.launcher.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the control socket of an agent is: {@code var/run/control.sock}, in a folder that only its owner can enter. A
 * socket's path must be shorter than about 100 bytes; if it is not, the socket is in a private folder of the system's
 * folder for temporary files, and {@code var/run/control.path} tells its path.
 */
public record ControlAddress(Path runFolder) {

    private static final int LONGEST_PATH = 100;

    /** Returns a path fit for a new socket, free of a former one. */
    public Path prepare() throws IOException {
        Path socket = runFolder.resolve("control.sock");
        Files.deleteIfExists(socket);
        Files.deleteIfExists(pointer());
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            return socket;
        }
        // Created with mode 0700 by contract of createTempDirectory where the file system has modes.
        socket = Files.createTempDirectory("sosgi").resolve("control.sock");
        Files.writeString(pointer(), socket.toString());
        return socket;
    }

    /** Takes away what {@link #prepare} and the socket left behind. */
    public void remove(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        if (Files.deleteIfExists(pointer())) {
            Files.deleteIfExists(socket.getParent());
        }
    }

    public UnixDomainSocketAddress find() throws IOException {
        Path pointer = pointer();
        Path socket =
                Files.exists(pointer) ? Path.of(Files.readString(pointer).strip()) : runFolder.resolve("control.sock");
        return UnixDomainSocketAddress.of(socket);
    }

    /** Creates the folder, or closes it to all but its owner. */
    public void secure() throws IOException {
        Files.createDirectories(runFolder);
        if (Files.getFileStore(runFolder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(runFolder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private Path pointer() {
        return runFolder.resolve("control.path");
    }
}
