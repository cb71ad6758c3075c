package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void tellsLossDuplicatesAndOrderApart() {
        examine(line('A', 0) + line('A', 1) + line('A', 5) + line('A', 4) + line('A', 1) + line('B', 0));

        Stream a = arrivals.streams().get('A');
        assertEquals(new Stream.Stats(4, 1, 1, 5), a.stats());
        assertEquals(List.of(new Stream.Range(2, 4), new Stream.Range(6, 9)), a.missing(9));
        assertEquals(List.of(new Stream.Range(2, 3)), a.missing(3));
        assertEquals(new Stream.Stats(1, 0, 0, 0), arrivals.streams().get('B').stats());
    }

    @Test
    void aMarkerTwiceInALineCountsOnce() {
        String marker = Marker.text('A', 7, 0);
        examine("m f=\"" + marker + "\",raw=\"" + marker + "\"\n");
        assertEquals(1, arrivals.lines());
        assertEquals(0, arrivals.streams().get('A').stats().duplicates());
    }

    @Test
    void countsLinesWithoutNumberApart() {
        examine("queue f=1\n\nother f=\"~no marker~\"\n" + line('A', 0) + "last f=1");
        assertEquals(4, arrivals.lines());
        assertEquals(3, arrivals.unnumbered());
        assertEquals(1, arrivals.streams().get('A').stats().distinct());
    }

    @Test
    void latencyIsFromSendingToAnswerAndOfTheFirstArrivalOnly() {
        byte[] body = ("m f=\"" + Marker.text('A', 0, 1_000_000) + "\"\n").getBytes(StandardCharsets.US_ASCII);
        arrivals.examine(body, 0, body.length, 3_000_000);
        arrivals.examine(body, 0, body.length, 900_000_000);
        assertEquals(1, arrivals.latencyMicros().getTotalCount());
        assertEquals(2_000, arrivals.latencyMicros().getMaxValue(), 2);
    }

    private void examine(String text) {
        byte[] body = ("????" + text).getBytes(StandardCharsets.US_ASCII);
        arrivals.examine(body, 4, body.length, 0);
    }

    private static String line(char stream, long number) {
        return "log_event,host=a message=\"m " + Marker.text(stream, number, 0) + "\" 1\n";
    }
}
