package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {

    @Test
    void tags() {
        assertEquals("a\\,b\\=c\\ d\"e'<>", written(to -> to.tag("a,b=c d\"e'<>", false)));
        assertEquals("LAB\\goran", written(to -> to.tag("LAB\\goran", false)));
        assertEquals("a\\\\,b", written(to -> to.tag("a\\,b", false)));
        assertEquals("x\\ny\\rz\\t", written(to -> to.tag("x\ny\rz\t", false)));
    }

    @Test
    void tagNeverEndsInABackslash() {
        assertEquals("host", written(to -> to.tag("host\\", false)));
        assertEquals("a\\b", written(to -> to.tag("a\\b\\\\\\", false)));
        assertEquals("", written(to -> to.tag("\\", false)));
    }

    @Test
    void strippedTags() {
        assertEquals("Unknownab\\ c", written(to -> to.tag("<Unknown>\\a\r\nb c", true)));
        assertEquals("", written(to -> to.tag("<>\\", true)));
    }

    @Test
    void measurements() {
        assertEquals("a\\ b\\,c=d", written(to -> to.measurement("a b,c=d")));
    }

    @Test
    void fields() {
        assertEquals("say \\\"hi\\\", a\\\\b = c\n", written(to -> to.field("say \"hi\", a\\b = c\n")));
    }

    @Test
    void jsonInFields() {
        assertEquals("say \\\\\\\"hi\\\\\\\"", written(to -> to.jsonInField("say \"hi\"")));
        assertEquals("a\\\\\\\\b", written(to -> to.jsonInField("a\\b")));
        assertEquals("\\\\n\\\\r\\\\t\\\\b\\\\f", written(to -> to.jsonInField("\n\r\t\b\f")));
        assertEquals("\\\\u0000\\\\u001f\u007f/<>", written(to -> to.jsonInField("\u0000\u001f\u007f/<>")));
        assertEquals("\\\\ud83d, \\\\ude00", written(to -> to.jsonInField("\ud83d, \ude00")));
    }

    @Test
    void unicode() {
        String text = "ÅÄÖ смешной 日本語 😀";
        assertEquals(text, written(to -> to.field(text)));
        assertEquals(text, written(to -> to.jsonInField(text)));
        assertEquals("a\uFFFDb\uFFFD", written(to -> to.field("a\ud83db\ude00")));
    }

    @Test
    void anyTextComesOutAsJavaEncodesIt() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.appendCodePoint(0x80 + random.nextInt(0xD000));
                text.appendCodePoint(0x10000 + random.nextInt(0x100000));
            }
            assertEquals(text.toString(), written(to -> to.field(text.toString())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                9,
                10,
                99,
                100,
                1_234_567_890,
                -42,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                1_000_000_000_000_000_000L
            })
    void integers(long value) {
        assertEquals(Long.toString(value), written(to -> to.integer(value)));
    }

    @Test
    void growsAndForgets() {
        var buffer = new LineBuffer(1);
        buffer.ascii("abc");
        int length = buffer.length();
        buffer.tag("d".repeat(10_000), false).truncate(length);
        buffer.raw('!');

        assertEquals("abc!", new String(buffer.copy(), StandardCharsets.US_ASCII));
    }

    private static String written(Consumer<LineBuffer> what) {
        var buffer = new LineBuffer(1);
        what.accept(buffer);
        return new String(buffer.copy(), StandardCharsets.UTF_8);
    }
}
