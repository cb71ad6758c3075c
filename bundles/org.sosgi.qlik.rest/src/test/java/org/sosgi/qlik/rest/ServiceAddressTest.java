package org.sosgi.qlik.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.qlik.SenseService;

class ServiceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "sense1.example.com, sense1.example.com, 4747",
        "Sense1:5000, Sense1, 5000",
        "' 10.0.0.1:4747 ', 10.0.0.1, 4747",
        "[fd00::1], [fd00::1], 4747",
        "[fd00::1]:443, [fd00::1], 443",
        "host:, host, 4747"
    })
    void hostAndPort(String text, String host, int port) {
        assertEquals(new ServiceAddress(host, port), ServiceAddress.of("server", text, SenseService.ENGINE));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "https://host",
                "host/path",
                "host:port",
                "host:99999",
                "user:secret@host",
                "ho st",
                "host?a",
                "host#a",
                ":4747",
                "a\nb"
            })
    void anythingElseIsRefusedAndNotRepeated(String text) {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> ServiceAddress.of("server", text, SenseService.ENGINE));
        assertEquals(
                "server must be the name or address of a host, followed by :PORT if the port is not 4747,"
                        + " for example sense1.example.com:4747",
                refused.getMessage());
    }

    @Test
    void whatMayNotStandInAPathIsEncoded() {
        var proxy = new ServiceAddress("[fd00::1]", 4243);
        assertEquals(
                "https://[fd00::1]:4243/qps/a%20b%3Fc/session",
                proxy.uri("/qps/a b?c/session").toString());
    }
}
