package org.sosgi.qlik.userevents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Event;
import org.sosgi.api.MalformedDatagramException;

class UserEventDecoderTest {

    private static final String UUID = "0A1b2c3d-0000-9000-0000-00000000abcd";

    @Test
    void theExampleOfTheReference() throws Exception {
        Event event = decode("/qseow-proxy-session/;srv-a;Start session;LAB;anna;https://q.lab/hub;/app/" + UUID
                + "?x=1;" + "Login ok; UserAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/120.0.0.0 Safari/537.36'");
        assertEquals("qseow-proxy-session", event.value("messageType"));
        assertEquals("LAB\\anna", event.value("user_full"));
        assertEquals(UUID, event.value("appId"));
        assertNull(event.value("appName"));
        assertEquals("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0.0.0 Safari/537.36", event.value("ua"));
        assertEquals("Chrome", event.value("uaBrowserName"));
        assertEquals("120.0.0.0", event.value("uaBrowserVersion"));
        assertEquals("120", event.value("uaBrowserMajorVersion"));
        assertEquals("Windows", event.value("uaOsName"));
        assertEquals("NT 10.0", event.value("uaOsVersion"));
    }

    @ParameterizedTest
    @CsvSource({
        "/app/" + UUID + ", true",
        "/app/" + UUID + "/sheet/x/state/analysis, true",
        "/app/" + UUID + "?a=/app/, true",
        "/app/" + UUID + "x, false",
        "/app/, false",
        "app/" + UUID + ", false",
        "/APP/" + UUID + ", false",
        "' /app/" + UUID + "', false"
    })
    void theAppIsTheSegmentAfterApp(String context, boolean known) throws Exception {
        Event event = decode("/qseow-proxy-connection/;h;c;d;u;o;" + context + ";m");
        assertEquals(known ? UUID : null, event.value("appId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"qseow-proxy-session", "/QSEOW-Proxy-Session/", "qseow-/proxy-/session", "qseow-proxy\t-session"
            })
    void slashesAndCaseOfTheTypeDoNotMatter(String type) throws Exception {
        assertEquals("qseow-proxy-session", decode(type + ";h").value("messageType"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/qseow-proxy/", "//qseow-proxy-session/", " /qseow-proxy-session/", "/qseow-proxy-session/x"
            })
    void otherTypesAreMalformed(String type) {
        assertThrows(MalformedDatagramException.class, () -> decode(type + ";h;c;d;u;o;/;m"));
    }

    @Test
    void theMessageIsCutOnlyAfterTheUserAgentWasRead() throws Exception {
        Event event = decode(
                "/qseow-proxy-session/;h;c;d;u;o;/;" + "x".repeat(5000) + "UserAgent: 'Wget/1.21.3 (linux-gnu)'");
        assertEquals("x".repeat(1000), event.value("message"));
        assertEquals("Wget", event.value("uaBrowserName"));
    }

    @Test
    void aUserAgentIsLookedAtOnlySoFar() throws Exception {
        Event event = decode("/qseow-proxy-session/;h;c;d;u;o;/;UserAgent: " + "y".repeat(60_000));
        assertEquals("y".repeat(1000), event.value("ua"));
    }

    @Test
    void missingFieldsAreEmptyAndWithoutThemThereIsNoFullName() throws Exception {
        Event event = decode("/qseow-proxy-session/;h;c;LAB");
        assertEquals("", event.value("user_id"));
        assertEquals("", event.value("message"));
        assertEquals("", event.value("user_full"));
        assertNull(event.value("ua"));
        assertNull(event.value("uaBrowserName"));
    }

    @Property
    void anyPayloadOfASessionBecomesAnEvent(@ForAll @StringLength(max = 200) String rest) throws Exception {
        Event event = decode("/qseow-proxy-session/;h;c;d;u;o;/app/" + rest + "UserAgent:" + rest);
        for (int i = 0; i < event.size(); i++) {
            if (event.value(i) instanceof String text) {
                assertFalse(text.chars().anyMatch(c -> c < ' ' || c == 0x7F), text);
            }
        }
    }

    @Test
    void anEmptyUserAgentTellsNothing() throws Exception {
        assertNull(decode("/qseow-proxy-session/;h;c;d;u;o;/;UserAgent: ''").value("ua"));
    }

    private static Event decode(String datagram) throws MalformedDatagramException {
        var events = new ArrayList<Event>();
        new UserEventDecoder().decode(Received.of(datagram), events::add);
        assertEquals(1, events.size());
        return events.get(0);
    }
}
