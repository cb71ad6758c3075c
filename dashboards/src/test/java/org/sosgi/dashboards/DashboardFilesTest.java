package org.sosgi.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every dashboard must have, so that it can be imported, and so that they are alike. */
class DashboardFilesTest {

    private static final int WIDTH = 24;

    /** The units we use, as Grafana calls them. To use another, look up its id and add it. */
    private static final Set<String> UNITS = Set.of(
            "short",
            "none",
            "string",
            "bool",
            "percent",
            "percentunit",
            "ms",
            "s",
            "bytes",
            "mbytes",
            "Bps",
            "ops",
            "cps");

    private static final Set<String> BUILT_IN =
            Set.of("timeFilter", "__interval", "__interval_ms", "__rate_interval", "__range", "col");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

    static Stream<Dashboard> all() throws IOException {
        return Stream.concat(Dashboard.of("influxdb").stream(), Dashboard.of("prometheus").stream());
    }

    @Test
    void thereIsTheSameForBothDataSources() throws IOException {
        List<String> topics = List.of("agent", "log-events", "overview", "qix-performance", "servers");
        assertEquals(
                topics, Dashboard.of("influxdb").stream().map(Dashboard::topic).toList());
        assertEquals(
                topics,
                Dashboard.of("prometheus").stream().map(Dashboard::topic).toList());
        assertUnique(all().map(dashboard -> Json.text(dashboard.json(), "uid")).toList());
        assertUnique(
                all().map(dashboard -> Json.text(dashboard.json(), "title")).toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void canBeImported(Dashboard dashboard) {
        Map<String, Object> json = dashboard.json();
        assertTrue(json.containsKey("id") && json.get("id") == null, "Grafana gives the id: it must be null");
        assertEquals("sosgi-" + dashboard.source() + "-" + dashboard.topic(), json.get("uid"));
        assertEquals(38, json.get("schemaVersion"), "that of Grafana 10, which later ones bring up to theirs");
        assertEquals(1, Json.list(json, "__inputs").size());
        String input = "${" + Json.text(json, "__inputs", 0, "name") + "}";
        assertEquals(dashboard.source(), Json.text(json, "__inputs", 0, "pluginId"));
        Object datasource = dashboard.variables().get(0);
        assertEquals("datasource", Json.text(datasource, "name"), "the first variable");
        assertEquals(input, Json.text(datasource, "current", "value"), "what the import asks for");

        Set<String> required = new TreeSet<>();
        for (Object plugin : Json.list(json, "__requires")) {
            if (Json.text(plugin, "type").equals("panel")) {
                required.add(Json.text(plugin, "id"));
            }
        }
        Set<String> used = new TreeSet<>();
        dashboard.shown().forEach(panel -> used.add(Json.text(panel, "type")));
        assertEquals(used, required, "__requires");
    }

    @ParameterizedTest
    @MethodSource("all")
    void leadsToTheOthers(Dashboard dashboard) {
        List<?> tags = Json.list(dashboard.json(), "tags");
        Object link = Json.at(dashboard.json(), "links", 0);
        assertTrue(tags.containsAll(Json.list(link, "tags")), "it has the tags by which the others find it");
        assertEquals(List.of("sosgi-" + dashboard.source()), Json.list(link, "tags"));
        assertEquals(true, Json.at(link, "keepTime"));
        assertEquals(true, Json.at(link, "includeVars"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void panelsAreComplete(Dashboard dashboard) {
        assertUnique(
                dashboard.panels().stream().map(panel -> Json.at(panel, "id")).toList());
        Map<String, String> source = Map.of("type", dashboard.source(), "uid", "${datasource}");
        for (Object panel : dashboard.shown()) {
            String title = Json.text(panel, "title");
            assertFalse(title.isBlank(), "title");
            assertTrue(Json.text(panel, "description").endsWith("."), () -> title + ": a description in sentences");
            assertEquals(source, Json.at(panel, "datasource"), title);
            if (!Json.text(panel, "type").equals("logs")) {
                String unit = Json.text(panel, "fieldConfig", "defaults", "unit");
                assertTrue(UNITS.contains(unit), () -> title + ": unit " + unit);
            }
            List<?> targets = Json.list(panel, "targets");
            assertFalse(targets.isEmpty(), () -> title + ": asks nothing");
            assertUnique(
                    targets.stream().map(target -> Json.at(target, "refId")).toList());
            targets.forEach(target -> assertEquals(source, Json.at(target, "datasource"), title));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void panelsLieBesideEachOther(Dashboard dashboard) {
        Set<List<Integer>> taken = new HashSet<>();
        for (Object panel : dashboard.panels()) {
            Object place = Json.at(panel, "gridPos");
            int left = Json.number(place, "x");
            int right = left + Json.number(place, "w");
            int top = Json.number(place, "y");
            int bottom = top + Json.number(place, "h");
            assertTrue(left >= 0 && right <= WIDTH && right > left && bottom > top, () -> "place of " + panel);
            for (int x = left; x < right; x++) {
                for (int y = top; y < bottom; y++) {
                    assertTrue(taken.add(List.of(x, y)), () -> Json.text(panel, "title") + " lies upon another");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void variablesAreThereAndUsed(Dashboard dashboard) {
        Set<String> there = new TreeSet<>();
        dashboard.variables().forEach(variable -> there.add(Json.text(variable, "name")));
        Set<String> used = new TreeSet<>(Set.of("datasource"));
        for (Dashboard.Query query : dashboard.queries()) {
            Matcher matcher = VARIABLE.matcher(query.text());
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        }
        used.removeAll(BUILT_IN);
        assertEquals(there, used);
        for (Object variable : dashboard.asked()) {
            String name = Json.text(variable, "name");
            assertEquals("${datasource}", Json.text(variable, "datasource", "uid"), name);
            assertEquals(true, Json.at(variable, "multi"), name);
            assertEquals(".*", Json.text(variable, "allValue"), name);
            assertFalse(Json.text(variable, "label").isBlank(), name);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void queriesKeepToTheTimeRange(Dashboard dashboard) {
        for (Dashboard.Query query : dashboard.queries()) {
            String text = query.text();
            if (dashboard.source().equals("influxdb")) {
                assertTrue(text.contains("$timeFilter"), () -> query.name() + ": no $timeFilter");
                assertEquals(
                        text.contains("GROUP BY time("), text.contains("GROUP BY time($__interval)"), query.name());
                assertEquals(true, Json.at(query.target(), "rawQuery"), query.name());
            } else {
                // A graph looks back a little at each of its points; only a single number tells of the whole range.
                assertTrue(
                        query.instant() || !text.contains("$__range]"), () -> query.name() + ": $__range in a graph");
                assertFalse(text.matches(".*\\[\\d.*"), () -> query.name() + ": a range of fixed length");
            }
        }
    }

    private static void assertUnique(List<?> values) {
        List<Object> repeated = new ArrayList<>(values);
        new HashSet<>(values).forEach(repeated::remove);
        assertEquals(List.of(), repeated, "there is only one of each");
    }
}
