package org.sosgi.qlik.userevents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Event;
import org.sosgi.api.MalformedDatagramException;

/** Every captured datagram must become what the original made of it, but for the differences that are listed. */
class GoldenTest {

    /** Datagram, quirk, attribute, what the original says, what we say. */
    private static final List<String> DIFFERENCES = List.of(
            "U036-app-bad-variant B16 appId null 11111111-2222-9333-0444-555555555555",
            "U061-fields-missing-5 B7 context undefined ",
            "U061-fields-missing-5 B7 message undefined ",
            "U081-ua-cut B15 uaBrowserName Mozilla Chrome",
            "U081-ua-cut B15 uaBrowserMajorVersion 5 126");

    /** The original drops events of this user in the same step; here another bundle does. */
    private static final Set<String> WITHOUT_EVENT = Set.of("U042-excluded-1");

    private static final Map<String, String> THEIR_NAMES = Map.of("user_directory", "userDir", "user_id", "userId");

    /** What the original does not publish to MQTT, or other bundles add. */
    private static final Set<String> NOT_TOLD = Set.of("user_full", "appName", "ua", "uaBrowserVersion");

    @Test
    void decodesAsTheOriginalButForListedDifferences() throws Exception {
        Map<String, Map<String, Object>> expected = expectedEvents();
        var differences = new ArrayList<String>();
        int compared = 0;
        for (var datagram : datagrams().entrySet()) {
            String id = datagram.getKey();
            Event event = decode(datagram.getValue());
            Map<String, Object> wanted = expected.get(id);
            if (WITHOUT_EVENT.contains(id)) {
                continue;
            }
            if (wanted == null) {
                assertNull(event, id);
                continue;
            }
            assertNotNull(event, id);
            differences.addAll(differences(id, wanted, event));
            compared++;
        }
        assertEquals(expected.size(), compared);
        assertEquals(String.join("\n", DIFFERENCES), String.join("\n", differences));
    }

    private static List<String> differences(String id, Map<String, Object> wanted, Event event) {
        var differences = new ArrayList<String>();
        for (int i = 0; i < event.size(); i++) {
            String name = event.type().attributes().get(i).name();
            Object before = wanted.get(THEIR_NAMES.getOrDefault(name, name));
            Object now = event.value(i);
            if (!NOT_TOLD.contains(name) && !Objects.equals(before, now)) {
                differences.add(id + ' ' + quirk(before, name) + ' ' + name + ' ' + before + ' ' + now);
            }
        }
        return differences;
    }

    private static String quirk(Object before, String name) {
        return "undefined".equals(before)
                ? "B7"
                : name.equals("appId") ? "B16" : name.startsWith("ua") ? "B15" : "UNEXPLAINED";
    }

    private static Event decode(byte[] payload) {
        var events = new ArrayList<Event>();
        try {
            new UserEventDecoder().decode(Received.of(payload), events::add);
        } catch (MalformedDatagramException e) {
            return null;
        }
        assertEquals(1, events.size());
        return events.get(0);
    }

    private static Map<String, byte[]> datagrams() throws IOException {
        var datagrams = new LinkedHashMap<String, byte[]>();
        for (String line : lines("datagrams.jsonl")) {
            Map<String, Object> entry = JSON.std.mapFrom(line);
            datagrams.put(
                    (String) entry.get("id"),
                    entry.containsKey("hex")
                            ? HexFormat.of().parseHex((String) entry.get("hex"))
                            : ((String) entry.get("text")).getBytes(StandardCharsets.UTF_8));
        }
        return datagrams;
    }

    private static Map<String, Map<String, Object>> expectedEvents() throws IOException {
        var events = new LinkedHashMap<String, Map<String, Object>>();
        for (String line : lines("events.jsonl")) {
            Map<String, Object> entry = JSON.std.mapFrom(line);
            var event = new LinkedHashMap<String, Object>();
            ((Map<?, ?>) entry.get("event")).forEach((name, value) -> event.put((String) name, value));
            events.put((String) entry.get("id"), event);
        }
        return events;
    }

    private static List<String> lines(String name) throws IOException {
        try (var in = GoldenTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
