package org.sosgi.dashboards;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One of the files.
 *
 * @param source the type of its data source, {@code influxdb} or {@code prometheus}; also the folder of the file
 * @param topic what it shows, the name of the file
 */
record Dashboard(String source, String topic, Map<String, Object> json) {

    /**
     * A question a panel asks.
     *
     * @param name dashboard, panel and id of the query: what a test says when it fails
     */
    record Query(String name, Object panel, Object target) {

        String text() {
            return Json.text(target, "query") + Json.text(target, "expr");
        }

        /** Returns the least distance between two points, as the panel asks for it; empty if it does not. */
        String minInterval() {
            return Json.text(panel, "interval");
        }

        /** Returns whether only the values at the end of the range are wanted. */
        boolean instant() {
            return Boolean.TRUE.equals(Json.at(target, "instant"));
        }
    }

    /** Reads the files of a data source, from the folder of this module. */
    static List<Dashboard> of(String source) throws IOException {
        List<Dashboard> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(source))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                dashboards.add(new Dashboard(
                        source, name.replaceFirst("\\.json$", ""), JSON.std.mapFrom(Files.readString(file))));
            }
        }
        return dashboards;
    }

    String name() {
        return source + "/" + topic;
    }

    /** Returns all panels, rows among them. */
    List<?> panels() {
        return Json.list(json, "panels");
    }

    /** Returns the panels that show something. */
    List<?> shown() {
        return panels().stream().filter(panel -> !isRow(panel)).toList();
    }

    static boolean isRow(Object panel) {
        return Json.text(panel, "type").equals("row");
    }

    List<?> variables() {
        return Json.list(json, "templating", "list");
    }

    /** Returns the variables whose values are asked of the data source. */
    List<?> asked() {
        return variables().stream()
                .filter(variable -> Json.text(variable, "type").equals("query"))
                .toList();
    }

    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (Object panel : shown()) {
            for (Object target : Json.list(panel, "targets")) {
                String id = name() + " | " + Json.text(panel, "title") + " | " + Json.text(target, "refId");
                queries.add(new Query(id, panel, target));
            }
        }
        return queries;
    }
}
