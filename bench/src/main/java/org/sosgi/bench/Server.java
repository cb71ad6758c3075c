package org.sosgi.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server out of the machine's packages, such as a database or a broker, on a port of this machine; ended by its process. */
public final class Server implements AutoCloseable {

    private static final Duration START_DEADLINE = Duration.ofSeconds(30);

    private final Process process;

    private Server(Process process) {
        this.process = process;
    }

    /** Returns a TCP port of this machine that nobody has. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts it and returns when it listens.
     *
     * @param log where its output goes
     * @param port on which it will listen
     */
    public static Server start(Path log, int port, List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new IOException(command.get(0) + " is needed; `./sosgi test` installs its package as root", e);
        }
        var server = new Server(process);
        long end = System.nanoTime() + START_DEADLINE.toNanos();
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IOException(
                        command.get(0) + " does not listen on port " + port + "; its output is in " + log);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return server;
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
