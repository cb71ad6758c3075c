package org.sosgi.audit.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program to run to its end; what it tells goes to a file. */
public final class Command {

    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>();
    private Path folder = Path.of("").toAbsolutePath();

    Command(List<String> words) {
        this.words = new ArrayList<>(words);
    }

    public Command(String... words) {
        this(List.of(words));
    }

    Command in(Path workingFolder) {
        folder = workingFolder;
        return this;
    }

    Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Command and(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /** Puts another program before this one, which starts it. */
    Command after(String... starter) {
        words.addAll(0, List.of(starter));
        return this;
    }

    /** Returns whether a program is there to be run. */
    public static boolean exists(String program) {
        for (String place : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }

    /** Returns a program of the Java that runs this. */
    static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /**
     * Runs it and returns its exit code.
     *
     * @throws TimeoutException if it had to be ended
     */
    public int run(Path log, Duration most) throws IOException, InterruptedException, TimeoutException {
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException(words.get(0) + " has not ended after " + most + "; see " + log);
            }
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Runs it, which must end well, and returns what it told. */
    String told(Path log, Duration most) throws IOException, InterruptedException, TimeoutException {
        int code = run(log, most);
        if (code != 0) {
            throw new IOException(words.get(0) + " ended with " + code + "; see " + log);
        }
        return Files.readString(log, StandardCharsets.UTF_8);
    }
}
