package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScrambleTest {

    @Test
    void compatibleIsWhatButlerSosSends() {
        Scramble scramble = Scramble.compatible();

        assertEquals("a2ef377624a0194b", scramble.of("LAB\\anna"));
        assertEquals("e917621682605938", scramble.of("LAB"));
        assertEquals("ba7260f30d41533c", scramble.of("anna"));
    }

    @Test
    void keyedIsTheBeginningOfHmac() {
        // printf 'LAB\\anna' | openssl dgst -sha256 -hmac 'a key of 24 characters!!'
        assertEquals(
                "1630743e684a7898", Scramble.keyed("a key of 24 characters!!").of("LAB\\anna"));
    }

    @Test
    void keyedNeedsTheKey() {
        Scramble one = Scramble.keyed("0123456789abcdef");
        Scramble other = Scramble.keyed("0123456789abcdeg");

        assertEquals(one.of("anna"), one.of("anna"));
        assertEquals(16, one.of("anna").length());
        assertNotEquals(one.of("anna"), one.of("Anna"));
        assertNotEquals(one.of("anna"), other.of("anna"));
        assertNotEquals(one.of("anna"), Scramble.compatible().of("anna"));
    }

    @Test
    void keyedWithoutAKey() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Scramble.keyed(""));

        assertEquals(".scramble_key is missing, scramble is keyed", refusal.getMessage());
    }
}
