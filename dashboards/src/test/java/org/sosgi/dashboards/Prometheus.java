package org.sosgi.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus, which asks an agent for its metrics every second. */
record Prometheus(ServerProcess server) implements DataSource {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    /** @param agent the port at which the agent tells its metrics */
    static Prometheus start(Path folder, int agent) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: sosgi
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(agent));
        var command = List.of(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn");
        return new Prometheus(ServerProcess.start(folder, port, "/-/ready", command));
    }

    @Override
    public Answer ask(Dashboard.Query query, String text, Interpolation interpolation, Duration step)
            throws IOException, InterruptedException {
        Map<String, String> parameters = new TreeMap<>(Map.of("query", text));
        String path = "/api/v1/query";
        if (query.instant()) {
            parameters.put("time", String.valueOf(interpolation.to().getEpochSecond()));
        } else {
            path = "/api/v1/query_range";
            parameters.put("start", String.valueOf(interpolation.from().getEpochSecond()));
            parameters.put("end", String.valueOf(interpolation.to().getEpochSecond()));
            parameters.put("step", String.valueOf(step.toSeconds()));
        }
        Map<String, Object> answer = server.get(path, parameters);
        int values = 0;
        for (Object series : Json.list(answer, "data", "result")) {
            List<?> samples = query.instant() ? List.of(Json.list(series, "value")) : Json.list(series, "values");
            values += (int) samples.stream()
                    .filter(sample -> !Json.text(sample, 1).equals("NaN"))
                    .count();
        }
        return new Answer(values, String.valueOf(answer));
    }

    @Override
    public List<String> values(String text) throws IOException, InterruptedException {
        Matcher matcher = LABEL_VALUES.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not label_values(SERIES, LABEL): " + text);
        }
        Map<String, Object> answer =
                server.get("/api/v1/label/" + matcher.group(2) + "/values", Map.of("match[]", matcher.group(1)));
        return Json.list(answer, "data").stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
