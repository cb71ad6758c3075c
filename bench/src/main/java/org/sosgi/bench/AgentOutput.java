package org.sosgi.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What an agent writes to its console: kept in a file over all its lives, and watched for lines that somebody waits for. */
final class AgentOutput {

    private static final int LAST = 40;

    private final Path file;
    private final List<Wanted> wanted = new CopyOnWriteArrayList<>();

    private record Wanted(Predicate<String> test, CompletableFuture<String> line) {}

    AgentOutput(Path file) {
        this.file = file;
    }

    /** Follows the output of one life, on a thread of its own, until it ends; {@code ended} is called then. */
    void follow(InputStream output, Runnable ended) {
        Thread reader = new Thread(() -> read(output, ended), "agent-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns the next line that passes. */
    CompletableFuture<String> next(Predicate<String> test) {
        var line = new CompletableFuture<String>();
        wanted.add(new Wanted(test, line));
        return line;
    }

    String last() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        List<String> lines = Files.readAllLines(file);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
    }

    private void read(InputStream output, Runnable ended) {
        try (var in = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
                BufferedWriter out =
                        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(line);
                out.newLine();
                out.flush();
                give(line);
            }
        } catch (IOException e) {
            wanted.forEach(one -> one.line().completeExceptionally(e));
        } finally {
            ended.run();
        }
    }

    private void give(String line) {
        for (Wanted one : wanted) {
            if (one.test().test(line)) {
                wanted.remove(one);
                one.line().complete(line);
            }
        }
    }
}
