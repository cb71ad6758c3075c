package org.sosgi.sink.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;

/** Appends each event to a file as one line of JSON: type, time, and the attributes that have a value. */
@Component(configurationPid = "org.sosgi.sink.file", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FileSink.Config.class, factory = true)
public final class FileSink implements Sink {

    @ObjectClassDefinition(name = "Sink: file", description = "Appends events to a file, one JSON object a line")
    public @interface Config {
        @AttributeDefinition(name = "Path", description = "The file; relative to the agent's folder")
        String path();

        @AttributeDefinition(
                name = "Largest size",
                description = "Bytes at which the file is set aside and a new one begun")
        long max_bytes() default 100L << 20;

        @AttributeDefinition(
                name = "Keep",
                description = "How many files that were set aside are kept: path.1 is the newest")
        int keep() default 5;
    }

    private final Config config;
    private final Path path;

    /** @throws IllegalArgumentException if no path is given, or what is given is none */
    @Activate
    public FileSink(BundleContext context, Config config) {
        String given = config.path();
        if (given == null || given.isBlank()) {
            throw new IllegalArgumentException(
                    "path must be given: the file to write, for example var/events.jsonl; relative to the agent's folder");
        }
        this.config = config;
        this.path = Path.of(String.valueOf(context.getProperty("sosgi.home"))).resolve(given);
    }

    @Override
    public void write(Batch batch) throws IOException {
        var lines = new StringBuilder();
        for (Event event : batch.events()) {
            lines.append(JSON.std.asString(event.toMap())).append('\n');
        }
        try {
            append(lines.toString());
        } catch (FileSystemException e) {
            throw new IOException(wrong(e), e);
        }
    }

    private void append(String lines) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        rotate();
        try (FileChannel file = FileChannel.open(path, CREATE, WRITE)) {
            long start = file.size();
            try {
                for (ByteBuffer bytes = UTF_8.encode(lines); bytes.hasRemaining(); ) {
                    file.write(bytes, start + bytes.position());
                }
                file.force(false);
            } catch (IOException e) {
                file.truncate(start); // The engine offers the whole batch again: leave no half of it.
                throw e;
            }
        }
    }

    /** What the exceptions for the usual cases tell by their class only. */
    private static String wrong(FileSystemException failure) {
        String reason = failure instanceof AccessDeniedException
                ? "the user of the agent may not write there"
                : failure instanceof NoSuchFileException
                        ? "there is no such file or folder, and it cannot be made"
                        : failure instanceof FileAlreadyExistsException
                                ? "it must be a folder and is none"
                                : failure.getReason() == null ? "it cannot be written" : failure.getReason();
        return failure.getFile() + ": " + reason;
    }

    private void rotate() throws IOException {
        if (!Files.exists(path) || Files.size(path) < config.max_bytes()) {
            return;
        }
        for (int i = config.keep() - 1; i >= 0; i--) {
            if (Files.exists(numbered(i))) {
                Files.move(numbered(i), numbered(i + 1), REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }
}
