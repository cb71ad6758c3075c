package org.sosgi.qlik.userevents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ua_parser.UserAgentParser;

/**
 * An ordered list of rules, written as {@code browsers.rules} explains and searched by the library ua-parser. Read when
 * the first user agent arrives.
 */
final class Rules {

    /** What was found; a text is empty if there is none. */
    record Found(String name, String version) {}

    static final Rules BROWSERS = new Rules("browsers.rules");
    static final Rules SYSTEMS = new Rules("systems.rules");

    private final UserAgentParser parser;

    private Rules(String file) {
        try (var lines = new BufferedReader(
                new InputStreamReader(Rules.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            parser = UserAgentParser.fromList(rules(lines));
        } catch (IOException e) {
            throw new UncheckedIOException("Rules for user agents, " + file, e);
        }
    }

    Found find(String text) {
        var found = parser.parse(text);
        if (found == ua_parser.UserAgent.OTHER) {
            return new Found("", "");
        }
        // To the library these are the parts of one version, here each is a whole one.
        String version = Stream.of(found.major, found.minor, found.patch)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return new Found(found.family, version);
    }

    private static List<Map<String, String>> rules(BufferedReader lines) throws IOException {
        var rules = new ArrayList<Map<String, String>>();
        var definitions = new HashMap<String, String>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] sides = line.split(" = ", 2);
            String name = sides[0];
            String right = sides[1];
            for (var definition : definitions.entrySet()) {
                right = right.replace(definition.getKey(), definition.getValue());
            }
            if (name.startsWith("{")) {
                definitions.put(name, right);
            } else if (name.equals("*")) {
                rules.add(Map.of("regex", "(?is)" + right));
            } else {
                rules.add(Map.of("family_replacement", name, "regex", regex(right.split(" > "))));
            }
        }
        return rules;
    }

    /**
     * Returns a rule as one expression. Its first group, which the library takes for the name, is empty: the name is
     * given. The next three are the places of the version.
     */
    private static String regex(String[] parts) {
        String known = "(?:" + parts[0] + ')';
        String places = Stream.of(parts)
                .skip(1)
                .map(place -> ".*?" + place.replace("{it}", known))
                .collect(Collectors.joining("|"));
        return "(?is)^()(?=.*?" + known + ")(?:" + places + ")?+";
    }
}
