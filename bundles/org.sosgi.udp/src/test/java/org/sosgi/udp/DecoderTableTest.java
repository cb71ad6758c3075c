package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;

class DecoderTableTest {

    private static final Decoder HOLD = DecoderTable.HOLD;

    private long now = 5;
    private final DecoderTable table = new DecoderTable(() -> now);
    private final Decoder a = (in, out) -> {};
    private final Decoder b = (in, out) -> {
        out.hashCode();
    };

    private static Datagram datagram(String text) {
        var slab = new Slab();
        slab.add(ByteBuffer.wrap("before".getBytes(StandardCharsets.UTF_8)), 1, InetAddress.getLoopbackAddress());
        slab.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 2, InetAddress.getLoopbackAddress());
        return slab.at(1);
    }

    private Decoder find(String text) {
        return table.find(datagram(text));
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void longestPrefixWinsWhateverTheCaseOfAsciiLetters() {
        pass(5_000);
        table.add(a, List.of("/qseow-"), 100);
        table.add(b, List.of("/QSEOW-Engine/", "Ähnlich"), 0);
        assertSame(b, find("/qseow-ENGINE/;1"));
        assertSame(a, find("/Qseow-proxy/;1"));
        assertSame(b, find("Ähnlich;"));
        assertNull(find("ähnlich;"), "only ASCII letters have a second case here");
        assertNull(find("/qseo"));
        assertNull(find(""));
        // '@' and '`', '[' and '{' differ like letters do, but are none.
        assertNull(find("/qseow\r"));
    }

    @Test
    void highestRankingWinsAmongEquals() {
        table.add(a, List.of("x"), 1);
        table.add(b, List.of("X"), 2);
        assertSame(b, find("x"));
        table.remove(b);
        assertSame(a, find("x"), "the other is there: no reason to wait");
    }

    @Test
    void noPrefixTakesWhatNoOtherTakes() {
        table.add(a, List.of(), 0);
        table.add(b, List.of("x"), 0);
        assertSame(a, find("y"));
        assertSame(a, find(""));
        assertSame(b, find("x"));
    }

    @Test
    void holdsForADecoderThatIsBeingReplaced() {
        table.add(a, List.of("x"), 0);
        table.add(b, List.of(), 0);
        pass(5_000);
        table.remove(a);
        assertSame(HOLD, find("xy"), "not given to the other meanwhile");
        assertSame(b, find("y"), "the others do not suffer");
        pass(1_999);
        assertSame(HOLD, find("xy"));
        pass(1);
        assertSame(b, find("xy"));
        table.add(a, List.of("x"), 0);
        assertSame(a, find("xy"));
    }

    @Test
    void aReplacementEndsTheHold() {
        pass(5_000);
        table.add(a, List.of("x"), 0);
        table.remove(a);
        table.add(b, List.of("X"), 0);
        assertSame(b, find("x"));
    }

    @Test
    void holdsAtTheStartOfTheEndpoint() {
        assertSame(HOLD, find("x"));
        pass(2_000);
        assertNull(find("x"));
    }
}
