package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadSenderTest {

    private DatagramChannel receiver;
    private LoadSender sender;
    private final SendLog log = new SendLog();

    @BeforeEach
    void open() throws IOException {
        receiver = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sender = new LoadSender((InetSocketAddress) receiver.getLocalAddress(), Kind.ENGINE, 'C', log);
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        receiver.close();
    }

    @Test
    void numbersGoOnFromCallToCall() throws IOException {
        assertEquals(300, sender.burst(300).sent());
        assertEquals(200, sender.paced(2_000, Duration.ofMillis(100)).sent());
        assertEquals(500, sender.sent());
        for (int i = 0; i < 500; i++) {
            assertEquals(i, receive());
        }
        assertTrue(log.at(499) >= log.at(0));
        assertEquals(-1, log.at(500));
    }

    @Test
    void isNeverFasterThanAskedFor() throws IOException {
        var result = sender.paced(4_000, Duration.ofMillis(250));
        assertEquals(1_000, result.sent());
        // The last event is due 1/4000 s before the end; slower is the machine's fault, faster is ours.
        assertTrue(result.elapsedNanos() >= 249_000_000, () -> "took " + result.elapsedNanos());
    }

    @Test
    void numbersNothingThatWasRefused() throws IOException {
        receiver.close();
        var result = sender.burst(50);
        assertEquals(50, result.sent());
        assertTrue(result.refused() > 0);
    }

    private long receive() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(2_000);
        receiver.configureBlocking(false);
        receiver.receive(buffer);
        return Marker.number(buffer.array(), Kind.ENGINE.markerAt());
    }
}
