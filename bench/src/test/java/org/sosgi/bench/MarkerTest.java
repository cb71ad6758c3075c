package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkerTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsPatchedIsReadBack(Kind kind) {
        var payload = kind.payload('Q');
        Marker.patch(payload, kind.markerAt(), 4_294_967_296L, 9_123_456_789_012_345_678L);
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);

        int at = Swar.find(bytes, 0, bytes.length, Marker.FENCE);

        assertEquals(kind.markerAt(), at);
        assertTrue(Marker.at(bytes, at, bytes.length));
        assertEquals('Q', Marker.stream(bytes, at));
        assertEquals(4_294_967_296L, Marker.number(bytes, at));
        assertEquals(9_123_456_789_012_345_678L, Marker.nanos(bytes, at));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void datagramsHaveTheFieldsOfTheirSource(Kind kind) {
        var payload = kind.payload('A');
        String text = StandardCharsets.US_ASCII.decode(payload).toString();
        int fields = text.split(";", -1).length;
        int expected =
                switch (kind) {
                    case ENGINE -> 19;
                    case PROXY -> 16;
                    case QIX_PERF -> 26;
                    // The user agent within the message has semicolons of its own: "(Windows NT 10.0; Win64; x64)".
                    case USER -> 8 + 2;
                };
        assertEquals(expected, fields, text);
    }

    @Test
    void aCutMarkerIsNone() {
        byte[] bytes = Marker.text('A', 1, 2).getBytes(StandardCharsets.US_ASCII);
        assertTrue(Marker.at(bytes, 0, bytes.length));
        assertFalse(Marker.at(bytes, 0, bytes.length - 1));
        assertFalse(Marker.at(bytes, 1, bytes.length));
    }

    @Test
    void findsEveryByteAtEveryPlace() {
        for (int value = 0; value < 256; value++) {
            for (int at = 0; at < 20; at++) {
                byte[] bytes = new byte[20];
                java.util.Arrays.fill(bytes, (byte) (value + 1));
                bytes[at] = (byte) value;
                assertEquals(at, Swar.find(bytes, 0, 20, (byte) value));
                assertEquals(20, Swar.find(bytes, at + 1, 20, (byte) value));
            }
        }
    }
}
