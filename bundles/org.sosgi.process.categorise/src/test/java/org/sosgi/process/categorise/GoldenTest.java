package org.sosgi.process.categorise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Events get the categories the original gave them; those it lost for want of a message (quirk A12) get the default.
 */
class GoldenTest {

    @ParameterizedTest
    @CsvSource({"v1, qs_log_category=unknown, 2", "catinfo, qs_log_category=unknown, 3", "filterB, , 0"})
    void categorisesAsTheOriginalDoes(String run, String defaults, int lostByTheOriginal) throws Exception {
        var processor = new CategoriseProcessor(
                lines("rules-" + run + ".jsonl"), defaults == null ? List.of() : List.of(defaults), false);
        var lost = new ArrayList<String>();
        int compared = 0;
        for (String line : lines("events.jsonl")) {
            Map<String, Object> entry = JSON.std.mapFrom(line);
            Object wanted = entry.get(run);
            if (wanted == null) {
                continue;
            }
            String id = (String) entry.get("id");
            List<String> actual =
                    Events.categories(processor, Events.of((String) entry.get("level"), (String) entry.get("message")));
            if (wanted.equals("lost")) {
                lost.add(id);
                wanted = List.of(defaults);
            }
            assertEquals(wanted, actual, id);
            compared++;
        }
        assertTrue(compared >= 12, run + ": " + compared);
        assertEquals(lostByTheOriginal, lost.size(), lost.toString());
    }

    private static List<String> lines(String name) throws IOException {
        try (var in = GoldenTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
