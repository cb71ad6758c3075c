package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sosgi.api.command.Command;

class MalformedCommandTest {

    private final Rejects rejects = new Rejects("log");
    private final StringWriter out = new StringWriter();
    private final MalformedCommand command =
            new MalformedCommand(List.of(source("user", new Rejects("user")), source("log", rejects)));

    private static RejectsSource source(String endpoint, Rejects rejects) {
        return new RejectsSource() {
            @Override
            public String endpoint() {
                return endpoint;
            }

            @Override
            public List<Rejects.Reject> rejects() {
                return rejects.list();
            }
        };
    }

    private int run(String... arguments) {
        var writer = new PrintWriter(out);
        int code = command.run(List.of(arguments), writer);
        writer.flush();
        return code;
    }

    private void reject(String text) {
        var slab = new Slab();
        slab.add(
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
                1_000_000_000L,
                InetAddress.getLoopbackAddress());
        rejects.add(slab.at(0), "row is no number");
    }

    @Test
    void listsThem() {
        reject("/qseow-engine/;\u001b[2Jx\n");
        assertEquals(Command.DONE, run());
        assertEquals(
                "1970-01-01T00:00:01Z  log  127.0.0.1  21 bytes  row is no number\n    /qseow-engine/;\\u001b[2Jx\\u000a\n",
                out.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void listsThemAsJson() {
        reject("a\"b");
        reject("c");
        assertEquals(Command.DONE, run("--json", "log"));
        assertEquals(
                "[{\"time\":\"1970-01-01T00:00:01Z\",\"endpoint\":\"log\",\"source\":\"127.0.0.1\",\"length\":3,"
                        + "\"reason\":\"row is no number\",\"text\":\"a\\\"b\"},\n"
                        + " {\"time\":\"1970-01-01T00:00:01Z\",\"endpoint\":\"log\",\"source\":\"127.0.0.1\",\"length\":1,"
                        + "\"reason\":\"row is no number\",\"text\":\"c\"}]",
                out.toString().strip());
    }

    @Test
    void saysWhenThereAreNone() {
        assertEquals(Command.DONE, run("user"));
        assertEquals("none", out.toString().strip());
        out.getBuffer().setLength(0);
        assertEquals(Command.DONE, run("user", "--json"));
        assertEquals("[]", out.toString().strip());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals(Command.FAILED, run("nowhere"));
        assertTrue(out.toString().contains("nowhere"));
        assertEquals(Command.USAGE, run("--xml"));
        assertEquals(Command.USAGE, run("log", "user"));
    }
}
