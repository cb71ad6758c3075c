package org.sosgi.network;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

    @AfterEach
    void clear() {
        System.clearProperty(Loopback.UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
    void theLoopbackIsAlwaysRight(String address) {
        System.setProperty(Loopback.UNSIGNED, "true");
        assertDoesNotThrow(() -> Loopback.require(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "fe80::1", "128.0.0.1"})
    void nothingElseIsWhileUnsignedPluginsAreTaken(String address) {
        System.setProperty(Loopback.UNSIGNED, "true");
        var refusal = assertThrows(IOException.class, () -> Loopback.require(InetAddress.getByName(address)));
        assertTrue(refusal.getMessage().contains("sosgi.plugins.unsigned"), refusal.getMessage());
        System.setProperty(Loopback.UNSIGNED, "false");
        assertDoesNotThrow(() -> Loopback.require(InetAddress.getByName(address)));
    }

    @Test
    void withoutThePropertyAnythingIs() {
        assertDoesNotThrow(() -> Loopback.require(InetAddress.getByName("0.0.0.0")));
    }
}
