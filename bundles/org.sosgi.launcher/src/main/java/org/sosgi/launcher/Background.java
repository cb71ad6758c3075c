package org.sosgi.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * {@code sosgi start} and {@code sosgi stop}. The options of the agent's JVM come from {@code bin/sosgi}, one per line.
 */
final class Background {

    private static final Duration START_DEADLINE = Duration.ofSeconds(60);
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private static final long POLL_MILLIS = 20;

    private final Home home;

    Background(Home home) {
        this.home = home;
    }

    int start(List<String> words) throws IOException, InterruptedException {
        OptionalLong running = FolderLock.runningPid(home);
        if (running.isPresent()) {
            System.err.println("an agent runs already (pid " + running.getAsLong() + ")");
            return Main.FAILED;
        }
        Path console = home.var("log").resolve("console.log");
        Files.createDirectories(console.getParent());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperty("sosgi.options", "")
                .lines()
                .filter(option -> !option.isBlank())
                .forEach(command::add);
        command.add("-Dsosgi.program=" + home.program());
        command.add("-Dsosgi.home=" + home.folder());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "run"));
        command.addAll(words);
        Files.deleteIfExists(FolderLock.readyFile(home));
        Process agent = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        long deadline = System.nanoTime() + START_DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            if (agent.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                System.err.print(Files.readString(console));
                System.err.println("the agent ended with code " + agent.exitValue());
                return Main.FAILED;
            }
            if (Files.exists(FolderLock.readyFile(home))) {
                System.out.print(Files.readString(FolderLock.readyFile(home)));
                return Main.OK;
            }
        }
        System.err.println("started (pid " + agent.pid() + ") but not ready after " + START_DEADLINE.toSeconds()
                + " s; see `sosgi status` and " + console);
        new WaitingFor(new RunningAgent(home), ANSWER_DEADLINE)
                .reasons()
                .forEach(reason -> System.err.println("  " + reason));
        return Main.FAILED;
    }

    int stop() throws IOException, InterruptedException {
        OptionalLong running = FolderLock.runningPid(home);
        if (running.isEmpty()) {
            System.out.println("no agent runs in " + home.folder());
            return Main.OK;
        }
        long pid = running.getAsLong();
        ProcessHandle agent = ProcessHandle.of(pid).orElse(null);
        if (agent == null || !agent.destroy()) {
            System.err.println("cannot signal process " + pid + "; does it belong to another user?");
            return Main.FAILED;
        }
        // The lock tells better than the process table, where a process that has ended can stay for a while.
        long deadline = System.nanoTime() + STOP_DEADLINE.toNanos();
        while (FolderLock.runningPid(home).isPresent()) {
            if (System.nanoTime() > deadline) {
                System.err.println("process " + pid + " has not ended after " + STOP_DEADLINE.toSeconds() + " s");
                return Main.FAILED;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        System.out.println("stopped (pid " + pid + ")");
        return Main.OK;
    }

    private static String nullDevice() {
        return File.separatorChar == '/' ? "/dev/null" : "NUL";
    }
}
