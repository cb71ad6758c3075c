package org.sosgi.sink.file;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Sink;
import org.sosgi.testkit.SinkContractTest;

class FileSinkContractTest extends SinkContractTest {

    /** The folder of the file; the destination is "down" while a file is in its place. */
    private Path folder() {
        return home.resolve("out");
    }

    @Override
    protected Sink open() {
        return new FileSink(Contexts.withHome(home), new Configs("out/events.jsonl", 1 << 20, 3));
    }

    @Override
    protected void close(Sink sink) {}

    @Override
    protected List<Long> delivered() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(folder().resolve("events.jsonl"))) {
            numbers.add(((Number) JSON.std.mapFrom(line).get("number")).longValue());
        }
        return numbers;
    }

    @Override
    protected void down() throws IOException {
        if (Files.exists(folder())) {
            Files.move(folder(), home.resolve("aside"));
        }
        Files.createFile(folder());
    }

    @Override
    protected void up() throws IOException {
        Files.delete(folder());
        if (Files.exists(home.resolve("aside"))) {
            Files.move(home.resolve("aside"), folder());
        }
    }
}
