package org.sosgi.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** InfluxDB 1, of which InfluxQL is the language. */
record InfluxDb(ServerProcess server, String database) implements DataSource {

    static InfluxDb start(Path folder) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        Path config = folder.resolve("influxd.conf");
        Files.writeString(config, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                [monitor]
                  store-enabled = false
                [http]
                  bind-address = "127.0.0.1:%d"
                  log-enabled = false
                """.formatted(ServerProcess.freePort(), folder, folder, folder, port));
        var command = List.of("influxd", "-config", config.toString());
        return new InfluxDb(ServerProcess.start(folder, port, "/ping", command), "senseops");
    }

    @Override
    public Answer ask(Dashboard.Query query, String text, Interpolation interpolation, Duration step)
            throws IOException, InterruptedException {
        Map<String, Object> answer = query(text);
        int values = 0;
        for (Object series : Json.list(answer, "results", 0, "series")) {
            boolean timed = Json.text(series, "columns", 0).equals("time");
            for (Object row : Json.list(series, "values")) {
                List<?> cells = (List<?>) row;
                values += (int) cells.stream()
                        .skip(timed ? 1 : 0)
                        .filter(java.util.Objects::nonNull)
                        .count();
            }
        }
        return new Answer(values, String.valueOf(answer));
    }

    @Override
    public List<String> values(String text) throws IOException, InterruptedException {
        List<String> values = new ArrayList<>();
        for (Object row : Json.list(query(text), "results", 0, "series", 0, "values")) {
            values.add(Json.text(row, 1));
        }
        return values;
    }

    private Map<String, Object> query(String text) throws IOException, InterruptedException {
        return server.get("/query", Map.of("db", database, "epoch", "ms", "q", text));
    }

    @Override
    public void close() {
        server.close();
    }
}
