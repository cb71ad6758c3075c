package org.sosgi.qlik.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;

class SettingsTest {

    @Test
    void serverAndHeadersMakeTheRequest() {
        SenseRequest request =
                HealthCollector.request(config("sense1.lab:4747", "X-My-Header-1: Header value 1", "B:"));
        assertEquals("https://sense1.lab:4747/engine/healthcheck", request.uri().toString());
        assertEquals(SenseService.ENGINE, request.service());
        assertEquals(new SenseRequest.Origin("sense1.lab", "sense1", "Central node", ""), request.origin());
        assertEquals(
                List.of("X-My-Header-1", "B"), List.copyOf(request.headers().keySet()));
        assertEquals("Header value 1", request.headers().get("X-My-Header-1"));
        assertEquals("", request.headers().get("B"));
    }

    @Test
    void theEnginesPortIsNotNeeded() {
        assertEquals(
                "https://sense1.lab:4747/engine/healthcheck",
                HealthCollector.request(config("sense1.lab")).uri().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", ": secret", "a b: secret", "A: secret\r\nB: c", "Å: secret"})
    void aHeaderThatIsNoneIsRefusedAndNotRepeated(String header) {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> HealthCollector.request(config("sense1.lab", "A: b", header)));
        assertEquals(".headers[1] must be a header in one line, such as X-My-Header: some value", refused.getMessage());
    }

    private static HealthCollector.Config config(String server, String... headers) {
        return new HealthCollector.Config() {
            @Override
            public String server() {
                return server;
            }

            @Override
            public String server__name() {
                return "sense1";
            }

            @Override
            public String server__description() {
                return "Central node";
            }

            @Override
            public String[] _headers() {
                return headers;
            }

            @Override
            public String collector_name() {
                return null;
            }

            @Override
            public long collector_interval() {
                return 0;
            }

            @Override
            public long collector_deadline() {
                return 0;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return HealthCollector.Config.class;
            }
        };
    }
}
