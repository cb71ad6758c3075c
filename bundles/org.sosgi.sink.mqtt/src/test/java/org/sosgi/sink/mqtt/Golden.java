package org.sosgi.sink.mqtt;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the original published. */
final class Golden {

    private Golden() {}

    static List<String> lines(String resource) throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(Golden.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }

    static List<Map<String, Object>> cases(String resource) throws IOException {
        List<Map<String, Object>> cases = new ArrayList<>();
        for (String line : lines(resource)) {
            cases.add(JSON.std.mapFrom(line));
        }
        return cases;
    }

    /** Returns the messages of a case: topic and payload, with a blank between. */
    static List<String> messages(Map<String, Object> golden) {
        return ((List<?>) golden.get("messages"))
                .stream()
                        .map(message -> (Map<?, ?>) message)
                        .map(message -> message.get("topic") + " " + message.get("payload"))
                        .toList();
    }
}
