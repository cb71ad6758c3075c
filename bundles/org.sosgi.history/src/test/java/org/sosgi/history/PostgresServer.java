package org.sosgi.history;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server of Debian's package postgresql, on a free port, with its data in a folder of the test. */
final class PostgresServer implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    private final Process server;
    private final int port;

    PostgresServer(Path folder) throws IOException, InterruptedException {
        Path programs = programs();
        Path data = folder.resolve("data");
        Files.createDirectory(data);
        if (isRoot()) {
            // The server refuses to be run by root; its own user must get at its folder.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        Path log = folder.resolve("log");
        Process made = start(
                log,
                programs.resolve("initdb").toString(),
                "--auth=trust",
                "--username=sosgi",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                data.toString());
        if (!made.waitFor(60, SECONDS) || made.exitValue() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log));
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = start(
                log,
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
        awaitAnswer(log);
    }

    private static Path programs() throws IOException {
        if (Files.isDirectory(VERSIONS)) {
            try (Stream<Path> versions = Files.list(VERSIONS)) {
                var found = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IOException("this test needs Debian's package postgresql");
    }

    private static Process start(Path log, String... command) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + SECONDS.toNanos(60);
        while (true) {
            try {
                DriverManager.getConnection(url(), "sosgi", "").close();
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() - end > 0) {
                    close();
                    throw new IOException("the server does not answer: " + Files.readString(log), e);
                }
                Thread.sleep(100);
            }
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(20, SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
