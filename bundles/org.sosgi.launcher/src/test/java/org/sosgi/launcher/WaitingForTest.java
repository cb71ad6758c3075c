package org.sosgi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.launcher.control.ControlAddress;
import org.sosgi.launcher.control.Frame;

class WaitingForTest {

    @TempDir
    Path folder;

    private ServerSocketChannel socket;

    @BeforeEach
    void listen() throws IOException {
        var address = new ControlAddress(folder.resolve("var/run"));
        address.secure();
        socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(address.prepare()));
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @Test
    void tellsWhatTheAgentWaitsFor() throws Exception {
        var agent =
                answering("{\"version\":\"1\",\"ready\":false,\"waits_for\":[\"endpoint log: taken\",\"a\\u001bb\"],"
                        + "\"reports\":[]}");
        assertEquals(List.of("endpoint log: taken", "a?b"), reasons(Duration.ofSeconds(20)));
        assertEquals(List.of("status", "--json"), agent.get());
    }

    @Test
    void tellsThatTheAgentDoesNotTell() throws Exception {
        answering("unknown command: status");
        assertTold("the agent does not tell what it waits for: ", Duration.ofSeconds(20));
        assertTold("no answer after 0 s", Duration.ofMillis(50));
        socket.close();
        assertTold("does not answer", Duration.ofSeconds(20));
    }

    private void assertTold(String part, Duration deadline) throws InterruptedException {
        List<String> told = reasons(deadline);
        assertTrue(told.size() == 1 && told.get(0).contains(part), told::toString);
    }

    private List<String> reasons(Duration deadline) throws InterruptedException {
        return new WaitingFor(new RunningAgent(new Home(folder, folder)), deadline).reasons();
    }

    /** Answers one call, and tells what was asked. */
    private CompletableFuture<List<String>> answering(String text) {
        return CompletableFuture.supplyAsync(() -> {
            try (SocketChannel caller = socket.accept()) {
                var asked = Frame.read(new DataInputStream(Channels.newInputStream(caller)));
                var answer = new DataOutputStream(Channels.newOutputStream(caller));
                new Frame(Frame.TEXT, text.getBytes(StandardCharsets.UTF_8)).write(answer);
                Frame.exit(1).write(answer);
                return asked.words();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
