package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChangedTest {

    @Test
    void oldAndNewValue() {
        assertEquals("port: 1 -> 2", only(Map.of("port", 1), Map.of("port", 2)));
        assertEquals("host: \"a\" -> \"\"", only(Map.of("host", "a"), Map.of("host", "")));
        assertEquals("on: (none) -> true", only(Map.of(), Map.of("on", true)));
        assertEquals("on: true -> (none)", only(Map.of("on", true), Map.of()));
        assertEquals("text: \"a b\" -> (none)", only(Map.of("text", "a\nb"), Map.of()));
        String rule = "{\"allApps\":{}}";
        assertEquals(
                "filter: (14 characters) -> (100 characters)",
                only(Map.of("filter", rule), Map.of("filter", "x".repeat(100))));
    }

    @Test
    void ofAnAddressOnlyTheServer() {
        assertEquals(
                "url: \"https://hc.example.com/\u2026\" -> \"https://hc.example.com:8443/\u2026\"",
                only(
                        Map.of("url", "https://hc.example.com/6f1c-unguessable"),
                        Map.of("url", "https://hc.example.com:8443/other?key=1")));
        assertEquals(
                "url: \"http://influx:8086\" -> \"http://**********@influx:8086\"",
                only(Map.of("url", "http://influx:8086"), Map.of("url", "http://me:pass@influx:8086")));
    }

    @Test
    void nothingThatTheStoreOrTheApplierAdds() {
        var before = new Hashtable<String, Object>(Map.of("service.pid", "p", Applier.ORIGIN, "file", "a", 1));
        before.put(Applier.SECRETS, new String[] {"a"});
        assertEquals(List.of(), Changed.lines(before, Map.of("a", 1), Set.of()));
    }

    @Test
    void listsByWhatCameAndWent() {
        assertEquals(
                "allowed_sources: +\"10.0.0.2\", \u2212\"10.0.0.3\"",
                only(
                        Map.of("allowed_sources", new String[] {"10.0.0.1", "10.0.0.3"}),
                        Map.of("allowed_sources", new String[] {"10.0.0.1", "10.0.0.2"})));
        String[] many = IntStream.range(0, 6).mapToObj(i -> "h" + i).toArray(String[]::new);
        assertEquals(
                "allowed_sources: 1 -> 6 entries (+6 \u22121)",
                only(Map.of("allowed_sources", new String[] {"a"}), Map.of("allowed_sources", many)));
        assertEquals("tags: other order", only(Map.of("tags", new String[] {"a", "b"}), Map.of("tags", new String[] {
            "b", "a"
        })));
        assertEquals("tags: +\"a\"", only(Map.of("tags", new String[] {"a"}), Map.of("tags", new String[] {"a", "a"})));
        assertEquals("tags: +\"a\"", only(Map.of(), Map.of("tags", new String[] {"a"})));
    }

    @Test
    void noSecrets() {
        String masked = "********** -> **********";
        assertEquals(".token: " + masked, only(Map.of(".token", "a"), Map.of(".token", "b")));
        assertEquals(
                ".headers: (none) -> **********",
                only(Map.of(), Map.of(".headers", new String[] {"Authorization: x"})));
        for (String key : List.of("PassWord", "my_api-key", "apitoken", "client_secret", "accessKey", "pwd")) {
            assertEquals(key + ": " + masked, only(Map.of(key, "a"), Map.of(key, "b")));
        }
        assertEquals(
                "url: " + masked,
                Changed.lines(new Hashtable<>(Map.of("url", "a")), Map.of("url", "b"), Set.of("url"))
                        .get(0));
        assertEquals(
                "url: \"https://**********@h/\u2026\" -> \"https://h/\u2026\"",
                only(Map.of("url", "https://me:pw@h/a"), Map.of("url", "https://h/b")));
        assertEquals("url: (none) -> **********", only(Map.of(), Map.of("url", "https://h/?token=abc")));
        assertEquals(
                "tags: +**********", only(Map.of("tags", new String[0]), Map.of("tags", new String[] {"api_key=abc"})));
    }

    @Test
    void noUsers() {
        assertEquals(
                "exclude_users: 1 -> 2 entries (+1 \u22120)",
                only(
                        Map.of("exclude_users", new String[] {"LAB\\anna"}),
                        Map.of("exclude_users", new String[] {"LAB\\anna", "LAB\\ben"})));
        assertEquals("users: 0 -> 1 entries (+1 \u22120)", only(Map.of(), Map.of("users", new String[] {"LAB\\ben"})));
        assertEquals("username: ********** -> (none)", only(Map.of("username", "ben"), Map.of()));
    }

    private static String only(Map<String, Object> before, Map<String, Object> after) {
        List<String> lines = Changed.lines(new Hashtable<>(before), after, Set.of());
        assertEquals(1, lines.size(), lines::toString);
        return lines.get(0);
    }
}
