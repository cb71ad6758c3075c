package org.sosgi.sink.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real broker as a process of its own, on a free port. */
final class Mosquitto implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PROGRAM = "/usr/sbin/mosquitto";

    private final Path directory;
    private final int port;
    private final String settings;
    private Process process;

    private Mosquitto(Path directory, int port, String settings) {
        this.directory = directory;
        this.port = port;
        this.settings = settings;
    }

    /** @param settings lines that go after that of the listener */
    static Mosquitto start(Path directory, String... settings) throws IOException {
        Files.createDirectories(directory);
        var broker = new Mosquitto(directory, freePort(), String.join("\n", settings));
        broker.start();
        return broker;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    /** Starts the broker again, on the same port. */
    void start() throws IOException {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new AssertionError(PROGRAM + " is missing; this test needs it: apt-get install mosquitto");
        }
        // Started by root it would become another user, who may not read what the test has written.
        Path config = directory.resolve("mosquitto.conf");
        Files.writeString(config, """
                listener %d 127.0.0.1
                persistence false
                max_queued_messages 0
                user root
                %s
                """.formatted(port, settings));
        Path log = directory.resolve("log.txt");
        process = new ProcessBuilder(List.of(PROGRAM, "-v", "-c", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new AssertionError("mosquitto does not come up: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("log.txt"));
    }

    /** Ends the process at once, as the loss of power does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Has the process do nothing, with its connections open. */
    void freeze() throws IOException {
        run("kill", "-STOP", Long.toString(process.pid()));
    }

    void thaw() throws IOException {
        run("kill", "-CONT", Long.toString(process.pid()));
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            thaw();
            process.destroy();
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
