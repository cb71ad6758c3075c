package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CleanTest {

    @Test
    void escapesWhatMovesTheCursorOrTurnsTheText() {
        assertEquals(
                "a\\u000ab\\u001b[31m\\u202ec\\u2028\\u0085\\u007f\\u200b",
                Clean.text("a\nb\u001b[31m\u202ec\u2028\u0085\u007f\u200b", 100));
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
