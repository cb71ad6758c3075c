package org.sosgi.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sosgi.launcher.control.ControlClient;

/**
 * A built agent, run as its user runs it: {@code bin/sosgi run} of a distribution, with a folder of its own for what it keeps. Can be
 * started again after it ended or was killed; what it keeps stays.
 */
public final class AgentProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready after (\\d+) ms \\(pid (\\d+)\\)");
    private static final Duration READY_DEADLINE = Duration.ofSeconds(60);
    private static final Duration COMMAND_DEADLINE = Duration.ofSeconds(30);

    private final Path distribution;
    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final AgentOutput output;
    private Process process;
    private CompletableFuture<Ready> ready;

    /** @param launch from the start of the process to its ready line, seen from outside */
    public record Ready(long pid, Duration launch) {}

    /**
     * @param distribution the unpacked distribution
     * @param home where etc, deploy and var are; is made if it is not there
     */
    public AgentProcess(Path distribution, Path home) throws IOException {
        this.distribution = distribution.toAbsolutePath();
        this.home = home.toAbsolutePath();
        Files.createDirectories(home.resolve("etc"));
        Files.createDirectories(home.resolve("deploy"));
        PluginKey.trust(home);
        output = new AgentOutput(this.home.resolve("agent.out"));
        environment.put("SOSGI_HOME", this.home.toString());
    }

    public AgentProcess configure(AgentYaml yaml) throws IOException {
        yaml.write(home.resolve("etc/butler-sos.yaml"));
        return this;
    }

    public AgentProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Adds a word to {@code sosgi run}, such as {@code --with} and {@code demo}. */
    public AgentProcess option(String... words) {
        options.addAll(List.of(words));
        return this;
    }

    /** Starts the agent and returns when it says that it is ready. */
    public Ready start() throws IOException, InterruptedException {
        launch();
        return awaitReady();
    }

    /** Starts the agent and returns at once. */
    public void launch() throws IOException {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("it runs already");
        }
        List<String> command = new ArrayList<>(List.of(program(), "run"));
        command.addAll(options);
        long start = System.nanoTime();
        process = builder(command).redirectErrorStream(true).start();
        CompletableFuture<Ready> told = output.next(line -> READY.matcher(line).find())
                .thenApply(line -> ready(line, Duration.ofNanos(System.nanoTime() - start)));
        ready = told;
        output.follow(
                process.getInputStream(), () -> told.completeExceptionally(new IOException("the agent has ended")));
    }

    public Ready awaitReady() throws IOException, InterruptedException {
        try {
            return ready.get(READY_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IOException("the agent did not become ready; the end of its output:\n" + output.last(), e);
        }
    }

    /**
     * Waits for a line of its output. Ask before doing what leads to the line:
     *
     * <pre>
     *   var stopped = agent.line(line -&gt; line.contains("stopped"));
     *   …
     *   String line = stopped.get(10, SECONDS);
     * </pre>
     */
    public CompletableFuture<String> line(Predicate<String> test) {
        return output.next(test);
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        // bin/sosgi ends in exec: its process becomes the agent's.
        return process.pid();
    }

    public ProcessUsage usage() throws IOException {
        return ProcessUsage.of(pid());
    }

    public AgentStatus status() throws IOException, InterruptedException {
        return AgentStatus.parse(command("status", "--json").output());
    }

    /** Has the running agent do a command, as {@code sosgi WORDS} would, but without a process for it. */
    public Answer command(String... words) throws IOException {
        var answer = new ByteArrayOutputStream();
        int code = new ControlClient(home.resolve("var/run")).call(List.of(words), answer);
        return new Answer(code, answer.toString(StandardCharsets.UTF_8));
    }

    /** Runs another {@code sosgi} program in this agent's folder, also while the agent does not run. */
    public Answer program(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program()));
        command.addAll(List.of(words));
        Process call = builder(command).redirectErrorStream(true).start();
        call.getOutputStream().close();
        var output = CompletableFuture.supplyAsync(() -> readAll(call));
        if (!call.waitFor(COMMAND_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
            call.destroyForcibly();
            throw new IOException("no answer within " + COMMAND_DEADLINE + ": sosgi " + String.join(" ", words));
        }
        return new Answer(call.exitValue(), output.join());
    }

    public record Answer(int exitCode, String output) {}

    /** Ends it as a crash would: SIGKILL, no warning. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * Ends it in good order: SIGTERM.
     *
     * @return the exit code
     * @throws IOException if it has not ended in time; it is killed then
     */
    public int terminate(Duration deadline) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IOException("did not end within " + deadline);
        }
        return process.exitValue();
    }

    public Path home() {
        return home;
    }

    public Path distribution() {
        return distribution;
    }

    /** Returns the last lines it has written to its console, also of an earlier life. */
    public String lastOutput() throws IOException {
        return output.last();
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private String program() {
        return distribution.resolve("bin/sosgi").toString();
    }

    private ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private static Ready ready(String line, Duration launch) {
        Matcher matcher = READY.matcher(line);
        if (!matcher.find()) {
            throw new IllegalArgumentException(line);
        }
        return new Ready(Long.parseLong(matcher.group(2)), launch);
    }

    private static String readAll(Process call) {
        try {
            return new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
