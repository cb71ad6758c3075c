package org.sosgi.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.simulator.site.Behaviour;

class OrderTest {

    private static final List<String> NODES = List.of("127.0.0.1", "127.0.0.2");

    @Test
    void understandsWhoDoesWhatForHowLong() {
        assertEquals(
                new Order("engine/127.0.0.2", Behaviour.hang(), Optional.of(Duration.ofSeconds(30))),
                order("hang engine 127.0.0.2 30s"));
        assertEquals(new Order("engine/127.0.0.2", Behaviour.reset(), Optional.empty()), order("reset engine 2"));
        assertEquals(
                new Order("proxy/127.0.0.1/sales", Behaviour.status(503), Optional.of(Duration.ofMinutes(5))),
                order("status proxy 1/sales 503 5m"));
        assertEquals(new Order("qrs/*", Behaviour.slow(1_500), Optional.empty()), order("slow repository all 1500ms"));
        assertEquals(
                new Order("engine/127.0.0.1", Behaviour.redirect("https://x/"), Optional.empty()),
                order("redirect engine 1 https://x/"));
        assertEquals("qrs/127.0.0.1", order("refuse qrs 127.0.0.1").key());
    }

    @ParameterizedTest
    @CsvSource({
        "'', there must follow what shall happen",
        "bend engine 1, known are",
        "hang, a service",
        "hang engines 1, is no service",
        "hang engine, a node",
        "hang engine 3, there is no node",
        "hang engine 10.0.0.1, there is no node",
        "hang engine 1/vp, only a proxy",
        "status engine 1, a status",
        "status engine 1 99, a status is",
        "slow engine 1 fast, is no time",
        "hang engine 1 30, is no time",
        "hang engine 1 30s now, one word too many"
    })
    void saysWhatIsWrong(String words, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> order(words)).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static Order order(String words) {
        return Order.of(words.isEmpty() ? List.of() : List.of(words.split(" ")), NODES);
    }
}
