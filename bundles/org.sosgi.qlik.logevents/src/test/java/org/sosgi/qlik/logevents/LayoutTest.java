package org.sosgi.qlik.logevents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Event;
import org.sosgi.api.MalformedDatagramException;

class LayoutTest {

    private static final String UUID = "a1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5";
    private static final String HEAD = "7;2026-09-14T10:24:51.123-0330;;WARN;srv;Sub.System;LAB\\svc;";

    @Test
    void semicolonsOfAnEngineMessageStayInTheMessage() throws Exception {
        Event event = engine("a;b;;c;" + UUID + ";LAB;anna;;;12.1;20260901T081530.000+0200;System;;" + UUID);
        assertEquals("a;b;;c", event.value("message"));
        assertEquals(UUID, event.value("proxy_session_id"));
        assertEquals("LAB\\anna", event.value("user_full"));
        assertEquals(UUID, event.value("app_id"));
    }

    @Test
    void aSemicolonBeforeFieldsThatTellNothingShiftsThemAsEver() throws Exception {
        Event event = engine("a;b;;LAB;anna;;;12.1;;System;;");
        assertEquals("a", event.value("message"));
        assertEquals("", event.value("proxy_session_id"));
        assertEquals("LAB", event.value("user_id"));
    }

    @Test
    void surplusBehindAnIntactLineIsIgnored() throws Exception {
        Event event = engine("a;" + UUID + ";LAB;anna;;;12.1;;System;" + UUID + ";" + UUID + ";surplus");
        assertEquals("a", event.value("message"));
        assertEquals(UUID, event.value("app_id"));
    }

    @Test
    void aLineThatMakesSenseBothWaysIsReadFromTheFront() throws Exception {
        // One surplus field, and a number where the result code is, whichever way one counts.
        Event event =
                ProxyDecoder.LAYOUT.decode(Received.of("/qseow-proxy/;" + HEAD + "a;b;LAB;anna;Open;403;404;x;/hub"));
        assertEquals("a", event.value("message"));
        assertEquals("403", event.value("result_code"));
    }

    @Test
    void semicolonsOfAMessageBeyondItsLimitAreCutWithIt() throws Exception {
        String message = "m;".repeat(3000);
        Event event = engine(message + ";" + UUID + ";LAB;anna;;;12.1;;System;;" + UUID);
        assertEquals(message.substring(0, 1000), event.value("message"));
        assertEquals(UUID, event.value("app_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/qseow-engine/x;1",
                "/qseow-engine",
                "qseow-engine;1",
                " /qseow-engine/;1",
                "",
                "/qseow-engine//;1"
            })
    void theFirstFieldMustBeTheSource(String datagram) {
        var refused = assertThrows(
                MalformedDatagramException.class, () -> EngineDecoder.LAYOUT.decode(Received.of(datagram)));
        assertEquals("the first field is not /qseow-engine/", refused.getMessage());
    }

    @Test
    void theEventCarriesTheTimeOfArrival() throws Exception {
        var datagram = Received.of("/qseow-proxy/;1");
        assertEquals(datagram.time(), ProxyDecoder.LAYOUT.decode(datagram).time());
    }

    @ParameterizedTest
    @CsvSource({"0, non-user", "00, user", "'', user", "' 0', user", UUID + ", user"})
    void activityIsTheUsersUnlessTheSessionIsExactlyZero(String session, String source) throws Exception {
        Event event = QixPerfDecoder.LAYOUT.decode(
                Received.of("/qseow-qix-perf/;7;t;t;INFO;srv;Sub;LAB\\svc;" + session + ";LAB;anna"));
        assertEquals(source, event.value("event_activity_source"));
    }

    @Test
    void numbersOfThePerformanceLogHaveTheirStandIns() throws Exception {
        Event event = QixPerfDecoder.LAYOUT.decode(Received.of("/qseow-qix-perf/"));
        assertEquals(-1L, event.value("log_row"));
        assertEquals(-99L, event.value("request_id"));
        assertEquals(-99L, event.value("handle"));
        assertEquals(-1L, event.value("net_ram"));
        assertEquals(Double.NaN, event.value("process_time"));
        assertEquals("", event.value("app_name"));
    }

    @Test
    void onlyTheEngineRefusesRowZero() throws Exception {
        assertEquals(
                -1L,
                EngineDecoder.LAYOUT.decode(Received.of("/qseow-engine/;0")).value("log_row"));
        assertEquals(
                0L, ProxyDecoder.LAYOUT.decode(Received.of("/qseow-proxy/;0")).value("log_row"));
        assertEquals(
                -5L,
                SchedulerDecoder.LAYOUT
                        .decode(Received.of("/qseow-scheduler/;-5"))
                        .value("log_row"));
    }

    @Test
    void aMissingUserIsTakenFromTheFullName() throws Exception {
        Event event =
                SchedulerDecoder.LAYOUT.decode(Received.of("/qseow-scheduler/;" + HEAD + "m;;;;LAB\\anna\\x;Task"));
        assertEquals("LAB", event.value("user_directory"));
        assertEquals("anna", event.value("user_id"));
        assertEquals("LAB\\anna\\x", event.value("user_full"));
    }

    /** Whatever stands behind the first field: an event, and no text that is null, too long or unclean. */
    @Property
    void anyPayloadOfASourceBecomesAnEvent(@ForAll("rests") String rest, @ForAll("layouts") Layout layout)
            throws Exception {
        Event event =
                layout.decode(Received.of("/qseow-" + layout.type().name().substring("log.".length()) + "/" + rest));
        for (int i = 0; i < event.size(); i++) {
            if (event.value(i) instanceof String text) {
                assertTrue(text.length() <= 1000, text);
                assertTrue(text.chars().noneMatch(c -> c < ' ' || c == 0x7F), text);
            } else {
                assertTrue(event.value(i) instanceof Number, event.toString());
            }
        }
    }

    @Provide
    Arbitrary<Layout> layouts() {
        return Arbitraries.of(
                EngineDecoder.LAYOUT,
                ProxyDecoder.LAYOUT,
                RepositoryDecoder.LAYOUT,
                SchedulerDecoder.LAYOUT,
                QixPerfDecoder.LAYOUT);
    }

    @Provide
    Arbitrary<String> rests() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.of(
                        UUID, "0", "-1", "1e3", ".", "2026-09-14T10:24:51.123-0330", "LAB\\x\\y", "", "\u007F;\n"));
        return part.list().ofMaxSize(40).map(parts -> ";" + String.join(";", parts));
    }

    @Test
    void everyAttributeNameIsToldOnce() {
        for (Layout layout : new Layout[] {
            EngineDecoder.LAYOUT,
            ProxyDecoder.LAYOUT,
            RepositoryDecoder.LAYOUT,
            SchedulerDecoder.LAYOUT,
            QixPerfDecoder.LAYOUT
        }) {
            var attributes = layout.type().attributes();
            assertEquals("source", attributes.get(0).name());
            assertTrue(
                    attributes.stream().map(a -> a.name()).distinct().count() == attributes.size(),
                    layout.type().name());
        }
    }

    private static Event engine(String fromMessage) throws MalformedDatagramException {
        return EngineDecoder.LAYOUT.decode(Received.of("/qseow-engine/;" + HEAD + fromMessage));
    }
}
