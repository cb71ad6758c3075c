package org.sosgi.process.qixfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the original lets pass must pass, but where it cannot read object ids that are given as text (quirk B2). */
class GoldenTest {

    @Test
    void filtersAsTheOriginalDoes() throws Exception {
        assertEquals(List.of(), differences("filterB", false));
        assertEquals(List.of(), differences("objids", true));
    }

    @Test
    void objectIdsGivenAsTextAreCompared() throws Exception {
        assertEquals(
                List.of("L196-perf-specific-hit true", "L202-perf-specific2-object-excluded false"),
                differences("v1", true));
    }

    private static List<String> differences(String run, boolean withNames) throws IOException {
        var processor = new QixFilterProcessor(true, resource("filter-" + run + ".json"));
        var differences = new ArrayList<String>();
        for (String line : resource("entries.jsonl").lines().toList()) {
            Map<String, Object> entry = JSON.std.mapFrom(line);
            boolean passes = Entries.passes(
                    processor,
                    Entries.of(
                            entry.get("app_id"),
                            withNames ? entry.get("app_name") : "",
                            entry.get("object_id"),
                            entry.get("object_type"),
                            entry.get("method")));
            if (passes != ((List<?>) entry.get("accepted")).contains(run)) {
                differences.add(entry.get("id") + " " + passes);
            }
        }
        return differences;
    }

    private static String resource(String name) throws IOException {
        try (var in = GoldenTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
