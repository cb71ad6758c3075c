package org.sosgi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.command.Command;
import org.sosgi.launcher.control.ControlAddress;
import org.sosgi.launcher.control.Frame;

class ControlServerTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Commands commands = new Commands();
    private ControlServer server;

    private record Answer(String text, int code) {}

    @FunctionalInterface
    private interface Body {
        int run(List<String> words, PrintWriter out) throws Exception;
    }

    @BeforeEach
    void open() throws IOException {
        server = new ControlServer(commands, folder);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void command(String name, Body body) {
        commands.addCommand(
                new Command() {
                    @Override
                    public String usage() {
                        return "WORDS  for tests";
                    }

                    @Override
                    public int run(List<String> words, PrintWriter out) throws Exception {
                        return body.run(words, out);
                    }
                },
                Map.of(Command.NAME, name));
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(new ControlAddress(folder).find());
    }

    private Answer call(String... words) throws IOException {
        try (SocketChannel socket = connect()) {
            Frame.words(List.of(words)).write(new DataOutputStream(Channels.newOutputStream(socket)));
            return answer(socket);
        }
    }

    private static Answer answer(SocketChannel socket) throws IOException {
        var in = new DataInputStream(Channels.newInputStream(socket));
        var text = new StringBuilder();
        for (; ; ) {
            Frame frame = Frame.read(in);
            if (frame.kind() == Frame.EXIT) {
                return new Answer(text.toString(), frame.exitCode());
            }
            text.append(new String(frame.content(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void answersWithWhatTheCommandPrintsAndReturns() throws IOException {
        command("echo", (words, out) -> {
            out.print(String.join("|", words));
            return 7;
        });
        assertEquals(new Answer("a|b c|ä", 7), call("echo", "a", "b c", "ä"));
    }

    @Test
    void longAnswersArriveWhole() throws IOException {
        String text = "x" + "𝄞".repeat(100_000) + "€".repeat(100_000);
        command("long", (words, out) -> {
            out.print(text);
            return 0;
        });
        assertEquals(text, call("long").text());
    }

    @Test
    void anUnknownCommandGetsTheList() throws IOException {
        command("echo", (words, out) -> 0);
        Answer answer = call("nope");
        assertEquals(Command.USAGE, answer.code());
        assertTrue(answer.text().startsWith("unknown command: nope"), answer.text());
        assertTrue(answer.text().contains("sosgi echo WORDS  for tests"), answer.text());
        assertEquals(Command.DONE, call("help").code());
    }

    @Test
    void everyCommandTellsItsWords() throws IOException {
        command("echo", (words, out) -> {
            throw new AssertionError("it must not be run");
        });
        for (String help : List.of("--help", "-h")) {
            Answer usage = new Answer("usage: sosgi echo WORDS  for tests" + System.lineSeparator(), Command.DONE);
            assertEquals(usage, call("echo", help));
            assertEquals(usage, call("echo", "a", help));
        }
    }

    @Test
    void aCommandThatThrowsFails() throws IOException {
        command("bad", (words, out) -> {
            throw new IOException("the disk is gone");
        });
        assertEquals(new Answer("bad: the disk is gone" + System.lineSeparator(), Command.FAILED), call("bad"));
    }

    @Test
    void aFifthCallerIsTurnedAway() throws IOException {
        var go = new CountDownLatch(1);
        var running = new CountDownLatch(ControlServer.MOST_CALLERS);
        command("wait", (words, out) -> {
            running.countDown();
            go.await();
            return 0;
        });
        List<SocketChannel> callers = new ArrayList<>();
        for (int i = 0; i < ControlServer.MOST_CALLERS; i++) {
            SocketChannel caller = connect();
            callers.add(caller);
            Frame.words(List.of("wait")).write(new DataOutputStream(Channels.newOutputStream(caller)));
        }
        assertTimeoutPreemptively(DEADLINE, () -> {
            running.await();
            try (SocketChannel fifth = connect()) {
                assertThrows(EOFException.class, () -> answer(fifth));
            }
            go.countDown();
            for (SocketChannel caller : callers) {
                assertEquals(0, answer(caller).code());
                caller.close();
            }
        });
    }

    @Test
    void nonsenseDoesNoHarm() throws IOException {
        command("echo", (words, out) -> 0);
        assertTimeoutPreemptively(DEADLINE, () -> {
            try (SocketChannel socket = connect()) {
                Channels.newOutputStream(socket).write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThrows(IOException.class, () -> answer(socket));
            }
        });
        assertEquals(0, call("echo").code());
    }

    @Test
    void onlyTheOwnerCanReachTheSocket() throws IOException {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void aSocketThatACrashLeftIsReplaced() throws IOException {
        server.close();
        Files.createFile(folder.resolve("control.sock"));
        server = new ControlServer(commands, folder);
        assertEquals(Command.DONE, call("help").code());
        server.close();
        assertTrue(Files.notExists(folder.resolve("control.sock")));
    }
}
