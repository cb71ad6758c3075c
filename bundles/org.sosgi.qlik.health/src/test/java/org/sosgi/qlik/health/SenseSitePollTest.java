package org.sosgi.qlik.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseRequest.Origin;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.qlik.access.ExportedAccess;
import org.sosgi.qlik.access.QlikAccess;
import org.sosgi.qlik.rest.ServiceAddress;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Behaviour;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;
import org.sosgi.simulator.site.SenseSite;
import org.sosgi.simulator.site.Service;

/** Polls a site over HTTPS, the real way. */
@Timeout(60)
class SenseSitePollTest {

    private static final String ENGINE = "engine/127.0.0.1";

    @TempDir
    private static Path folder;

    private static Credentials server;

    private SenseSite site;
    private QlikAccess access;
    private HealthCollector collector;
    private final List<Event> events = new ArrayList<>();

    @BeforeAll
    static void export() throws Exception {
        Authority authority = Authority.create("Sim-CA", KeyKind.EC);
        server = authority.server("127.0.0.1").key(KeyKind.EC).issue();
        authority.client().key(KeyKind.EC).issue().writeTo(folder, "client", KeyFormat.pkcs8());
    }

    @BeforeEach
    void start() throws IOException {
        site = SenseSite.with(server).start();
        access = ExportedAccess.of(folder);
        collector = new HealthCollector(
                access,
                new SenseRequest(
                        SenseService.ENGINE,
                        new Origin("127.0.0.1", "sense1", "Central node", ""),
                        new ServiceAddress("127.0.0.1", site.port(Service.ENGINE)).uri("/engine/healthcheck"),
                        Map.of("X-My-Header", "some value")),
                Clock.systemDefaultZone(),
                null);
    }

    @AfterEach
    void stop() {
        ExportedAccess.close(access);
        site.close();
    }

    @Test
    void anEngineTellsEverything() throws IOException {
        collector.collect(events::add);
        assertEquals(
                List.of("sense.poll", "sense.health"),
                events.stream().map(event -> event.type().name()).toList());
        for (Attribute attribute : events.get(1).type().attributes()) {
            assertNotNull(events.get(1).value(attribute.name()), attribute.name());
        }
        var request = site.requests().get(0);
        assertEquals("/engine/healthcheck", request.uri());
        assertEquals("some value", request.header("X-My-Header"));
    }

    @Test
    void anAnswerThatIsNoHealthCheckIsAFailedPollAndTheNextOneIsFine() throws IOException {
        site.put(ENGINE, Behaviour.reply(200, "<html>login</html>", "text/html"));
        var failure = assertThrows(IOException.class, () -> collector.collect(events::add));
        assertTrue(
                failure.getMessage().endsWith("the reply is HTML or XML, not the JSON object of a health check"),
                failure.getMessage());
        assertEquals(1, events.size());
        assertEquals(0L, events.get(0).value("up"));

        site.put(ENGINE, Behaviour.json("{\"saturated\":true,\"cache\":null}"));
        collector.collect(events::add);
        assertEquals(1L, events.get(1).value("up"));
        assertEquals(true, events.get(2).value("saturated"));
    }
}
