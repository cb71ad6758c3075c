package org.sosgi.sink.mqtt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.testkit.NumberedEvents;
import org.sosgi.tls.testkit.RecordedLogs;

/** The password gets into no log, no failure and no report, even if the broker quotes it. */
@Timeout(60)
class SecretsTest {

    private static final String PASSWORD = "p4ssw0rd-s3cret";

    @TempDir
    Path folder;

    private final List<Object> told = new ArrayList<>();

    private void write(int port, String version) {
        Config config = Sinks.config(
                "host", "127.0.0.1", "port", port, "version", version, "username", "agent", "_password", PASSWORD);
        told.add(new Settings(config).broker());
        var sink = new MqttSink(() -> false, config, "org.sosgi.sink.mqtt~test");
        told.add(assertThrows(IOException.class, () -> sink.write(new Sinks.Sent(NumberedEvents.event(1)))));
        told.addAll(sink.reports());
        told.add(sink);
        sink.close();
    }

    private void assertNowhere(RecordedLogs logs) {
        List<Object> texts = new ArrayList<>();
        told.forEach(each -> texts.add(each instanceof Throwable failure ? RecordedLogs.text(failure) : each));
        assertFalse(logs.lines().isEmpty(), "nothing is recorded at all");
        logs.assertWithout(List.of(PASSWORD, "agent:" + PASSWORD), texts.toArray());
    }

    /** The reason codes of MQTT 5: unspecified, not authorised, bad user name or password, banned. */
    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x87, 0x86, 0x8a})
    void isNowhereIfTheBrokerQuotesIt(int reason) throws Exception {
        try (var logs = RecordedLogs.start();
                var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> refuse(listener, reason), "refusing-broker");
            thread.start();
            write(listener.getLocalPort(), "5");
            thread.join();
            assertNowhere(logs);
        }
    }

    private static void refuse(ServerSocket listener, int reason) {
        try (Socket socket = listener.accept()) {
            socket.getInputStream().read();
            byte[] text = ("wrong: " + PASSWORD).getBytes(StandardCharsets.UTF_8);
            var answer = new ByteArrayOutputStream();
            // CONNACK: its length, no flags, the reason, the length of its properties, and one: a reason as text.
            answer.write(
                    new byte[] {0x20, (byte) (6 + text.length), 0, (byte) reason, (byte) (3 + text.length), 0x1f, 0});
            answer.write(text.length);
            answer.write(text);
            socket.getOutputStream().write(answer.toByteArray());
            socket.shutdownOutput();
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has gone.
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void isNowhereIfNobodyListens(String version) throws Exception {
        try (var logs = RecordedLogs.start()) {
            write(Mosquitto.freePort(), version);
            assertNowhere(logs);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent:p4ssw0rd-s3cret@broker", "mqtt://p4ssw0rd-s3cret", "broker/p4ssw0rd-s3cret"})
    void isNotQuotedOfAHostThatHasIt(String host) {
        var failure = assertThrows(IllegalArgumentException.class, () -> Sinks.sink("host", host));

        assertFalse(RecordedLogs.text(failure).contains("s3cret"), RecordedLogs.text(failure));
    }

    @Test
    void norIsThePassphrase() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nk3y-s3cret\n");
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> Sinks.sink(
                        "host",
                        "broker",
                        "tls",
                        true,
                        "tls__certificate",
                        file.toString(),
                        "tls__key",
                        file.toString(),
                        "_tls__passphrase",
                        PASSWORD));

        String text = RecordedLogs.text(failure);
        assertFalse(text.contains(PASSWORD) || text.contains("k3y-s3cret"), text);
    }
}
