package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SettingsTest {

    private static void refused(String message, Runnable settings) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, settings::run).getMessage());
    }

    @Test
    void saysWhatWouldBeRight() {
        refused("org.sosgi.udp: port must be from 0 to 65535, not 65536", () -> Sample.port(65_536));
        refused("org.sosgi.udp: max_datagram must be from 1 to 65507, not 0", () -> Sample.limits(0, 1, 0));
        refused("org.sosgi.udp: queue_events must be from 1 to 2147483647, not 0", () -> Sample.limits(1, 0, 0));
        refused("org.sosgi.udp: rate_limit must be from 0 to 2147483647, not -1", () -> Sample.limits(1, 1, -1));
        refused(
                "org.sosgi.udp: queue_metrics_interval must be 0 for none, or 1000 (ms) or more, not 999",
                () -> Sample.metrics(999));
    }

    @Test
    void takesTheEdges() {
        Sample.port(65_535);
        Sample.limits(65_507, Integer.MAX_VALUE, Integer.MAX_VALUE);
        Sample.limits(1, 1, 0);
        Sample.metrics(1_000);
    }
}
