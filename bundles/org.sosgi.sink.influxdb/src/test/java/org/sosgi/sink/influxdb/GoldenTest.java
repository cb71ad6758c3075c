package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;

/**
 * Our lines against those of Butler SOS 15.0.1. Log events are rebuilt from the {@code raw_event} of the expected line.
 * All lines carry a time, also for version 1; the other differences are spelled out in {@link #better}.
 */
class GoldenTest {

    private static final Map<String, String> TYPES = Map.of(
            "qseow-engine", "log.engine",
            "qseow-proxy", "log.proxy",
            "qseow-repository", "log.repository",
            "qseow-scheduler", "log.scheduler",
            "qseow-qix-perf", "log.qix-perf");

    @TestFactory
    Stream<DynamicTest> logEvents() {
        return cases("golden-log.jsonl", (id, version, golden) -> {
            String line = (String) golden.get(version.name().toLowerCase());
            return event(line, rawEvent(line));
        });
    }

    @TestFactory
    Stream<DynamicTest> userEvents() {
        return cases("golden-user.jsonl", (id, version, golden) -> {
            Event event = Samples.event("user", members(golden.get("event")));
            return tagged(event, Samples.members("qs_env", "dev", "space tag", "a, b = c"), Attribute.TAG_PREFIX);
        });
    }

    private interface Source {
        Event event(String id, Version version, Map<String, Object> golden);
    }

    private static Stream<DynamicTest> cases(String resource, Source source) {
        List<Map<String, Object>> all = read(resource);
        assertTrue(all.size() > 10);
        return all.stream()
                .flatMap(golden -> Stream.of(Version.values())
                        .filter(version -> golden.get(version.name().toLowerCase()) != null)
                        .map(version -> {
                            String id = (String) golden.get("id");
                            return DynamicTest.dynamicTest(id + " " + version, () -> {
                                Event event = source.event(id, version, golden);
                                var catalogue = Catalogue.of(Layout.STANDARD);
                                var planner = new Planner(catalogue, version, Planner.Schema.COMPATIBLE, true);
                                assertEquals(
                                        better(id, (String)
                                                golden.get(version.name().toLowerCase())),
                                        Samples.line(new LineEncoder(planner), event));
                            });
                        }));
    }

    /** What we do otherwise, and why. */
    private static String better(String id, String line) {
        String better = line.replaceFirst(",\\\\\"tags\\\\\":\\{.*?\\}\\}\"", "}\"");
        // A time of its own for every event.
        better = better.endsWith(" <TS>") ? better.replace("<TS>", "" + Samples.TIME) : better + " " + Samples.TIME;
        // The server refuses lines with an empty tag, and lines with a number that is none.
        better = better.replace(",subsystem=,", ",").replaceAll("(?<=[ ,])[a-z]+_time=(NaN|Infinity),?", "");
        better = better.replace(", " + Samples.TIME, " " + Samples.TIME);
        // The server refuses lines with a backslash at the end of a tag, for it would belong to what follows.
        return switch (id.substring(0, 4)) {
            case "L162" -> better.replace("host=host\\,", "host=host,").replace("result_code=ok\\,", "result_code=ok,");
            case "L239" -> better.replace("d\"e\\,", "d\"e,");
            case "U072" ->
                better.replace("userFull=LAB\\\\goran\\,", "userFull=LAB\\\\goran,")
                        .replace("userDirectory=LAB\\,", "userDirectory=LAB,")
                        .replaceFirst("(?<=userId=goran)\\\\(?=[, ])", "");
            default -> better;
        };
    }

    private static Event event(String line, Map<String, Object> raw) {
        var own = new LinkedHashMap<>(raw);
        Object categories = own.remove("category");
        Object tags = own.remove("tags");
        for (String number : List.of("process_time", "work_time", "lock_time", "validate_time", "traverse_time")) {
            if (own.containsKey(number)) {
                own.putIfAbsent(number, "NaN");
            }
        }
        Event event = Samples.event(TYPES.get((String) own.get("source")), own);
        for (Object category : (List<?>) categories) {
            event = event.with(
                    Attribute.tag(Attribute.CATEGORY_PREFIX + Json.at(category, "name")), Json.at(category, "value"));
        }
        return tags == null ? event : tagged(event, members(tags), Attribute.TAG_PREFIX);
    }

    private static Event tagged(Event event, Map<String, Object> tags, String prefix) {
        Event tagged = event;
        for (var tag : tags.entrySet()) {
            tagged = tagged.with(Attribute.tag(prefix + tag.getKey()), tag.getValue());
        }
        return tagged;
    }

    private static Map<String, Object> rawEvent(String line) {
        int start = line.indexOf("raw_event=\"") + "raw_event=\"".length();
        var json = new StringBuilder();
        int i = start;
        for (; line.charAt(i) != '"'; i++) {
            json.append(line.charAt(i) == '\\' ? line.charAt(++i) : line.charAt(i));
        }
        return members(Json.read(json.toString()));
    }

    private static Map<String, Object> members(Object json) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) json).forEach((name, value) -> members.put((String) name, value));
        return members;
    }

    private static List<Map<String, Object>> read(String resource) {
        try (var in = new BufferedReader(
                new InputStreamReader(GoldenTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return in.lines().map(line -> members(Json.read(line))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
