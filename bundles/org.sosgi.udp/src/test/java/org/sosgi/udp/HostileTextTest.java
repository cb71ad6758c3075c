package org.sosgi.udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sosgi.api.Decoder;
import org.sosgi.api.MalformedDatagramException;
import org.sosgi.tls.testkit.RecordedLogs;

/** What datagrams say reaches logs and terminals only as text on one line; and nothing ever answers a datagram. */
@Timeout(60)
class HostileTextTest extends LoopbackEndpoint {

    /** Control characters, what has no width or turns the direction, separators of lines, halves of characters, replacements. */
    private static final Pattern HARMFUL =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\x{FFFD}]");

    private static final List<String> STARTS = List.of("malformed", "broken", "unknown");

    private static byte[] hostile(String start) throws Exception {
        var out = new ByteArrayOutputStream();
        out.write(start.getBytes(UTF_8));
        out.write(
                "\r\n2026-01-01T00:00:00.000Z ERROR forged\u001b[2J\u0085\u009b31m\u202e\u2066\u200b\u2028\u2029\ufeff"
                        .getBytes(UTF_8));
        out.write("\udb40\udc41\u0000\u007f\b\t".getBytes(UTF_8));
        out.write(new byte[] {(byte) 0xC0, (byte) 0xAF, (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xFF, ';', '\n'});
        return out.toByteArray();
    }

    private void addDecoders() {
        endpoint.decoders.remove(Sample.DECODER);
        Decoder refuses = (in, out) -> {
            throw new MalformedDatagramException("not what it claims to be");
        };
        Decoder breaks = (in, out) -> {
            throw new IllegalStateException(in.text());
        };
        endpoint.decoders.add(refuses, List.of("malformed"), 0);
        endpoint.decoders.add(breaks, List.of("broken"), 0);
    }

    @Test
    void staysOnOneLineInLogAndCommand() throws Exception {
        try (var logs = RecordedLogs.start();
                var sender = start(Sample.settings(), new NioTransport())) {
            addDecoders();
            endpoint.intake.set(intake);
            for (String start : STARTS) {
                sender.send(hostile(start));
            }
            Await.until("kept", () -> endpoint.rejects.list().size() == STARTS.size());
            long told = 0;
            for (String line : logs.lines()) {
                if (line.startsWith("DEBUG") && line.contains("The failure")) {
                    continue; // A stack trace; the encoder of the log cleans the messages in it.
                }
                assertFalse(HARMFUL.matcher(line).find(), line);
                told += line.contains("refused") || line.contains("failed on") ? 1 : 0;
            }
            assertEquals(2, told, "lines about them: " + logs.lines());
            var shown = new StringWriter();
            var command = new MalformedCommand(List.of(new RejectsSource() {
                @Override
                public String endpoint() {
                    return "log";
                }

                @Override
                public List<Rejects.Reject> rejects() {
                    return endpoint.rejects.list();
                }
            }));
            command.run(List.of(), new PrintWriter(shown, true));
            command.run(List.of("--json"), new PrintWriter(shown, true));
            List<String> lines = shown.toString().lines().toList();
            assertEquals(9, lines.size(), shown.toString());
            for (String line : lines) {
                assertFalse(HARMFUL.matcher(line).find(), line);
            }
            assertTrue(shown.toString().contains("\\u000d\\u000a2026"), shown.toString());
            assertTrue(shown.toString().contains("\\ufffd"), "bytes that are no text: " + shown);
        }
    }

    /** So nobody can make it send something to an address they forged. */
    @ParameterizedTest
    @MethodSource("transports")
    void neverAnswers(Transport transport) throws Exception {
        start(Sample.settings(), transport).close();
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            addDecoders();
            endpoint.intake.set(intake);
            var to = new InetSocketAddress("127.0.0.1", (int) figure("port"));
            for (byte[] payload : List.of(
                    new byte[0], new byte[65_507], hostile("malformed"), hostile("broken"), hostile("unknown"))) {
                socket.send(new DatagramPacket(payload, payload.length, to));
            }
            Await.until("all handled", () -> figure("messages_processed") + figure("messages_failed") == 5);
            endpoint.stop();
            // On the loopback what was sent is there at once.
            socket.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, () -> socket.receive(new DatagramPacket(new byte[9], 9)));
        }
    }
}
