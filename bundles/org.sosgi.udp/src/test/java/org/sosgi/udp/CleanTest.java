package org.sosgi.udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CleanTest {

    @Test
    void escapesWhatMovesTheCursorOrTurnsTheText() {
        assertEquals(
                "a\\u000ab\\u001b[31m\\u202ec\\u2028\\u0085\\u007f\\u200b",
                Clean.text("a\nb\u001b[31m\u202ec\u2028\u0085\u007f\u200b", 100));
    }

    /** Invisible characters beyond the first 65,536, halves of characters, and what stands for bytes that are not UTF-8. */
    @Test
    void escapesWhatCannotBeSeen() {
        assertEquals("\\udb40\\udc41\\udb80\\udc00", Clean.text("\udb40\udc41\udb80\udc00", 100));
        assertEquals("a😀", Clean.text("a😀", 2));
        assertEquals("a…", Clean.text("a😀", 1));
        assertEquals("\\ud83da", Clean.text("\ud83da", 100));
        assertEquals("\\ude00", Clean.text("\ude00", 100));
        assertEquals("a\\ufffd\\ufffdb", Clean.text(new String(new byte[] {'a', -1, -64, 'b'}, UTF_8), 100));
        assertEquals("\"\\udb40\\udc41\\ufffd\\ud83d\"", Clean.json("\udb40\udc41\ufffd\ud83d"));
    }

    @Test
    void leavesTextAlone() {
        assertEquals("Grüße, 日本 😀 \\;", Clean.text("Grüße, 日本 😀 \\;", 100));
    }

    @Test
    void cutsAndMarksIt() {
        assertEquals("abc…", Clean.text("abcdef", 3));
        assertEquals("abc", Clean.text("abc", 3));
    }

    @Test
    void makesJson() {
        assertEquals("\"a\\\"b\\\\c\\u000a\\u202eé\"", Clean.json("a\"b\\c\n\u202eé"));
    }
}
