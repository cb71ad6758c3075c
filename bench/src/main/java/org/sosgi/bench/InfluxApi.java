package org.sosgi.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the stand-in answers besides writes: enough of InfluxDB 1 and 2 for a client to set itself up. One thread. */
final class InfluxApi {

    private static final int REMEMBERED = 1_000;

    private final TreeSet<String> databases = new TreeSet<>(List.of("_internal"));
    private final TreeSet<String> buckets = new TreeSet<>();
    private final Deque<String> requests = new ArrayDeque<>();

    byte[] answer(HttpRequest request) throws IOException {
        requests.add(request.method() + " " + request.target());
        if (requests.size() > REMEMBERED) {
            requests.remove();
        }
        return switch (request.path()) {
            case "/ping" -> http(204, "");
            case "/health" -> http(200, "{\"name\":\"influxdb\",\"status\":\"pass\",\"version\":\"2.7.0\"}");
            case "/query" -> http(200, query(request.parameter("q").strip()));
            case "/api/v2/orgs" -> http(200, list("orgs", List.of(request.parameter("org"))));
            case "/api/v2/buckets" -> buckets(request);
            default -> http(404, "{\"error\":\"not found\"}");
        };
    }

    /** Returns the last thousand requests that were no writes. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private String query(String statement) throws IOException {
        if (statement.regionMatches(true, 0, "create database ", 0, 16)) {
            databases.add(statement.substring(16).replace("\"", "").strip());
        }
        if (!statement.regionMatches(true, 0, "show databases", 0, 14)) {
            return "{\"results\":[{\"statement_id\":0}]}";
        }
        List<List<String>> rows = new ArrayList<>();
        databases.forEach(name -> rows.add(List.of(name)));
        var series = Map.of("name", "databases", "columns", List.of("name"), "values", rows);
        return JSON.std.asString(Map.of("results", List.of(Map.of("statement_id", 0, "series", List.of(series)))));
    }

    private byte[] buckets(HttpRequest request) throws IOException {
        if (request.method().equals("POST")) {
            String name = String.valueOf(JSON.std.mapFrom(request.bodyText()).get("name"));
            buckets.add(name);
            return http(201, JSON.std.asString(Map.of("id", id(name), "name", name)));
        }
        String name = request.parameter("name");
        return http(200, list("buckets", buckets.contains(name) ? List.of(name) : List.of()));
    }

    private static String list(String what, List<String> names) throws IOException {
        var entries =
                names.stream().map(name -> Map.of("id", id(name), "name", name)).toList();
        return JSON.std.asString(Map.of(what, entries));
    }

    private static String id(String name) {
        return String.format("%016x", name.hashCode() & 0xFFFFFFFFL);
    }

    static byte[] http(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + status + " -\r\nX-Influxdb-Version: 1.8.10\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (status != 204) {
            head.append("Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n");
        }
        return head.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }
}
