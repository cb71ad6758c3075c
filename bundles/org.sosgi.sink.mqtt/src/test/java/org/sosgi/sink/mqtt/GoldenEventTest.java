package org.sosgi.sink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * Our messages against those of Butler SOS 15.0.1, for log and user events. The events are rebuilt from what it published; that the
 * decoders make the same events of the datagrams is shown by the tests of the whole agent.
 */
class GoldenEventTest {

    private static final Config CONFIG = Sinks.config(
            "user__topics",
            new String[] {
                "everything=qliksense/userevent",
                "Start session=qliksense/userevent/session/start",
                "Stop session=qliksense/userevent/session/stop",
                "Open connection=qliksense/userevent/connection/open",
                "Close connection=qliksense/userevent/connection/close"
            },
            "log__topic",
            "qliksense/logevent",
            "log__to__topic",
            true,
            "log__to__subsystems",
            true,
            "log__category",
            true);

    private static final Map<String, String> TYPES = Map.of(
            "qseow-engine", "log.engine",
            "qseow-proxy", "log.proxy",
            "qseow-repository", "log.repository",
            "qseow-scheduler", "log.scheduler",
            "qseow-qix-perf", "log.qix-perf");

    private static final Map<String, String> USER_ATTRIBUTES = Map.of("userDir", "user_directory", "userId", "user_id");

    private static final Set<String> DECIMALS =
            Set.of("process_time", "work_time", "lock_time", "validate_time", "traverse_time");

    /**
     * What only we publish (quirk B24): on a topic with a hash replaced. The original publishes to the topic as it is, for which the
     * broker closes the connection.
     */
    private static final Map<String, String> TOPICS_OF_OURS =
            Map.of("L157-proxy-subsystem-hash", "qliksense/logevent/audit_/x");

    @TestFactory
    Stream<DynamicTest> everyEvent() throws IOException {
        List<Map<String, Object>> published = Golden.cases("golden-udp.jsonl").stream()
                .filter(golden -> !Golden.messages(golden).isEmpty())
                .toList();
        assertTrue(published.size() > 150);
        return published.stream()
                .map(golden -> DynamicTest.dynamicTest((String) golden.get("id"), () -> compare(golden)));
    }

    private static void compare(Map<String, Object> golden) throws IOException {
        List<String> expected = new ArrayList<>(Golden.messages(golden));
        String first = expected.get(0);
        String more = TOPICS_OF_OURS.get((String) golden.get("id"));
        if (more != null) {
            expected.add(more + first.substring(first.indexOf(" {")));
        }
        Map<String, Object> members = JSON.std.mapFrom(first.substring(first.indexOf(" {") + 1));
        Event event = members.containsKey("source") ? log(members) : user(members);
        assertEquals(String.join("\n", expected), String.join("\n", Sinks.messages(CONFIG, event)));
    }

    private static Event log(Map<String, Object> members) {
        List<Attribute> attributes = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        members.forEach((name, value) -> {
            switch (name) {
                case "category" ->
                    ((List<?>) value).forEach(each -> {
                        Map<?, ?> category = (Map<?, ?>) each;
                        attributes.add(Attribute.tag(Attribute.CATEGORY_PREFIX + category.get("name")));
                        values.add(category.get("value"));
                    });
                case "tags" -> tags(value, attributes, values);
                default -> {
                    if (DECIMALS.contains(name)) {
                        attributes.add(Attribute.decimal(name, "ms"));
                        values.add(value == null ? Double.NaN : ((Number) value).doubleValue());
                    } else if (value instanceof Number number) {
                        attributes.add(Attribute.integer(name, ""));
                        values.add(number.longValue());
                    } else {
                        attributes.add(Attribute.tag(name));
                        values.add(value);
                    }
                }
            }
        });
        return Event.of(EventType.of(TYPES.get((String) members.get("source")), attributes), 0, values.toArray());
    }

    private static Event user(Map<String, Object> members) {
        List<Attribute> attributes = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        members.forEach((name, value) -> {
            if (name.equals("tags")) {
                tags(value, attributes, values);
            } else {
                attributes.add(Attribute.tag(USER_ATTRIBUTES.getOrDefault(name, name)));
                values.add(value);
            }
        });
        return Event.of(EventType.of("user", attributes), 0, values.toArray());
    }

    private static void tags(Object tags, List<Attribute> attributes, List<Object> values) {
        ((Map<?, ?>) tags).forEach((tag, text) -> {
            attributes.add(Attribute.tag(Attribute.TAG_PREFIX + tag));
            values.add(text);
        });
    }
}
