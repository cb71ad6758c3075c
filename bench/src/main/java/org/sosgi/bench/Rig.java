package org.sosgi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/**
 * An agent as built, in a process of its own, between a sender and a stand-in for its database. Sender and stand-in are one thread each
 * of this process, so that what they use is known to the nanosecond and none of it is the agent's.
 */
public final class Rig implements AutoCloseable {

    /** How long nothing may arrive before the rest is called lost. Longer than the longest pause between two attempts of a sink. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Under this load nothing is late for so long unless it is lost. */
    private static final Duration QUICK_PATIENCE = Duration.ofSeconds(3);

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private final Path folder;
    private final InfluxStandIn standIn;
    private final AgentProcess agent;
    private AgentYaml yaml;
    private char nextStream = 'A';

    private Rig(Path distribution, Path folder) throws IOException {
        this.folder = folder;
        this.standIn = InfluxStandIn.start(0, null);
        this.agent = new AgentProcess(distribution, folder);
        this.yaml = AgentYaml.on(standIn.port(), folder);
    }

    /** Sets everything up in a new folder; the agent is not started. */
    public static Rig prepare(Path distribution) throws IOException {
        return new Rig(distribution, Files.createTempDirectory("sosgi-rig"));
    }

    public Rig yaml(AgentYaml other) {
        yaml = other;
        return this;
    }

    public AgentProcess.Ready start() throws IOException, InterruptedException {
        agent.configure(yaml);
        return agent.start();
    }

    public AgentYaml yaml() {
        return yaml;
    }

    public AgentProcess agent() {
        return agent;
    }

    public InfluxStandIn standIn() {
        return standIn;
    }

    public Path folder() {
        return folder;
    }

    /** Returns a sender with a stream of its own. */
    public LoadSender sender(Kind kind, SendLog log) throws IOException {
        char stream = nextStream;
        nextStream = stream == 'Z' ? 'a' : stream == 'z' ? 'A' : (char) (stream + 1);
        if (standIn.stream(stream).highest() >= 0) {
            throw new IllegalStateException("no letters left: reset the stand-in before the 53rd sender");
        }
        return new LoadSender(yaml.addressFor(kind), kind, stream, log);
    }

    /** Waits until all of it has arrived, or nothing has for long enough to call the rest lost. */
    public Tally drain(LoadSender sender) throws InterruptedException {
        return drain(sender, PATIENCE);
    }

    /** As {@link #drain}, for times when the destination was well throughout, so that no sink waits for its next attempt. */
    public Tally drainQuickly(LoadSender sender) throws InterruptedException {
        return drain(sender, QUICK_PATIENCE);
    }

    private Tally drain(LoadSender sender, Duration patience) throws InterruptedException {
        standIn.await(sender.stream(), sender.sent(), patience);
        return tally(sender);
    }

    /** Returns what has arrived so far. */
    public Tally tally(LoadSender sender) {
        var stats = standIn.stream(sender.stream());
        return new Tally(sender.sent(), stats.distinct(), stats.duplicates(), stats.outOfOrder());
    }

    /** Ends the agent in good order and returns its exit code. */
    public int stop() throws IOException, InterruptedException {
        return agent.terminate(STOP_DEADLINE);
    }

    @Override
    public void close() {
        agent.close();
        standIn.close();
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
