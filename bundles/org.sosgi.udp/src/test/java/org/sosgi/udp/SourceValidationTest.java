package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Report;
import org.sosgi.network.AllowList;
import org.sosgi.tls.testkit.RecordedLogs;

/** An allow list that says nothing lets nobody in, over real sockets. */
@Timeout(60)
class SourceValidationTest {

    private static final int SENT = 1_000;
    private static final String NOBODY = "no allowed source is known: nobody is let in";
    private static final String EVERYBODY = "no allowed source is known and the list fails open: everybody is let in";

    private static final AllowList.Resolver FAILS = name -> {
        throw new UnknownHostException(name);
    };
    private static final AllowList.Resolver BREAKS = name -> {
        throw new IllegalStateException("bug");
    };

    private final FakeIntake intake = new FakeIntake();
    private final RecordedLogs logs = RecordedLogs.start();
    private Endpoint endpoint;

    static Stream<Arguments> cases() {
        Map<String, AllowList.Resolver> cases = Map.of("", FAILS, "10.1.2.300", FAILS, "qlik", FAILS, "broken", BREAKS);
        return cases.entrySet().stream()
                .flatMap(c -> Stream.of("log", "user").map(name -> Arguments.of(name, c.getKey(), c.getValue())));
    }

    @BeforeEach
    void nothingLogged() {
        assertEquals(List.of(), logs.lines());
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.stop();
        logs.close();
    }

    private long figure(String name) {
        return endpoint.report().figure(name);
    }

    /** @param entry the only entry; none at all if it is empty */
    private void start(String name, String entry, boolean failOpen, AllowList.Resolver resolver) throws Exception {
        List<String> entries = entry.isEmpty() ? List.of() : List.of(entry);
        Settings settings = Sample.sources(name, "127.0.0.1", new Settings.Sources(true, entries, failOpen, 0, 10_000));
        endpoint = new Endpoint(settings, NioTransport::new, TimeUnit.MILLISECONDS.toNanos(50), resolver);
        endpoint.decoders.add(Sample.DECODER, List.of(), 0);
        endpoint.intake.set(intake);
        endpoint.start();
        Await.until("bound", () -> figure("port") > 0);
    }

    /** Waits now and then: not one may be lost in the kernel. */
    private void send(String counter) throws Exception {
        try (var sender = new Sample.Sender((int) figure("port"))) {
            for (int i = 1; i <= SENT; i++) {
                sender.send("datagram " + i);
                if (i % 100 == 0) {
                    long sent = i;
                    Await.until(sent + " counted", () -> figure(counter) == sent);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void letsNobodyIn(String name, String entry, AllowList.Resolver resolver) throws Exception {
        start(name, entry, false, resolver);
        Await.until("looked up", () -> endpoint.report().detail().equals(NOBODY));
        send("messages_dropped_source");
        assertEquals(SENT, figure("messages_received"));
        assertEquals(0, figure("messages_queued"));
        assertEquals(0, figure("messages_processed"));
        assertEquals(0, intake.count());
        assertEquals(0, figure("allow_list_open"));
        assertEquals(Report.State.DEGRADED, endpoint.report().state());
        assertEquals(
                Set.of(Door.Guard.ALLOW_LIST), endpoint.door("x").orElseThrow().guards());
        assertEquals(
                1,
                logs.lines(Level.ERROR).stream()
                        .filter(line -> line.endsWith("UDP endpoint " + name + ": " + NOBODY))
                        .count());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void letsEverybodyInOnlyIfTold(String name, String entry, AllowList.Resolver resolver) throws Exception {
        start(name, entry, true, resolver);
        Await.until("looked up", () -> endpoint.report().detail().equals(EVERYBODY));
        send("messages_processed");
        assertEquals(SENT, intake.count());
        assertEquals(1, figure("allow_list_open"));
        assertEquals(Report.State.DEGRADED, endpoint.report().state());
        assertEquals(Set.of(), endpoint.door("x").orElseThrow().guards());
        assertTrue(
                logs.lines(Level.WARN).stream().anyMatch(line -> line.endsWith(name + ": " + EVERYBODY)),
                logs.lines().toString());
    }

    @Test
    void failingOpenDoesNotOpenAListThatIsKnown() throws Exception {
        start("log", "10.1.2.3", true, FAILS);
        send("messages_dropped_source");
        assertEquals(0, figure("allow_list_open"));
        assertTrue(logs.lines(Level.WARN).stream().anyMatch(line -> line.contains("fails open")), "told at start");
        assertFalse(endpoint.report().detail().contains("everybody"));
    }

    @Test
    void aDoorToOtherMachinesWithoutAListIsUnguarded() throws Exception {
        for (boolean validated : new boolean[] {false, true}) {
            var sources = new Settings.Sources(validated, List.of("127.0.0.1"), false, 0, 10_000);
            endpoint =
                    new Endpoint(Sample.sources("log", "0.0.0.0", sources), NioTransport::new, SocketLoop.RETRY, FAILS);
            assertEquals(0, figure("unguarded"), "not yet bound");
            endpoint.start();
            Await.until("bound", () -> figure("port") > 0);
            assertEquals(validated ? 0 : 1, figure("unguarded"));
            Door door = endpoint.door("org.sosgi.udp~log").orElseThrow();
            assertEquals(InetAddress.getByName("0.0.0.0"), door.address());
            assertEquals(!validated, door.unguarded());
            endpoint.stop();
        }
    }

    @Test
    void listensOnTheLoopbackOnlyWhileUnsignedPluginsAreTaken() throws Exception {
        System.setProperty("sosgi.plugins.unsigned", "true");
        try {
            endpoint = new Endpoint(
                    Sample.sources("log", "0.0.0.0", Settings.Sources.ANY), NioTransport::new, SocketLoop.RETRY, FAILS);
            endpoint.start();
            Await.until("refused", () -> endpoint.report().detail().contains("sosgi.plugins.unsigned"));
            assertEquals(Report.State.FAILED, endpoint.report().state());
            assertTrue(endpoint.door("x").isEmpty());
            endpoint.stop();
            start("log", "127.0.0.1", false, FAILS);
        } finally {
            System.clearProperty("sosgi.plugins.unsigned");
        }
    }
}
