package org.sosgi.config;

import java.util.List;

/** What InfluxDB needs in the version that is chosen. */
final class InfluxConcern implements Concern {

    @Override
    public void check(Section file, List<Problem> problems) {
        if (!Switches.of(file).influx()) {
            return;
        }
        switch ((int) file.number("influxdbConfig.version", 0)) {
            case 1 -> needs(file, "v1Config.dbName", problems);
            case 2 -> {
                needs(file, "v2Config.org", problems);
                needs(file, "v2Config.bucket", problems);
            }
            case 3 -> needs(file, "v3Config.database", problems);
            default -> {
                // The schema has said that there is no such version.
            }
        }
        var tls = InfluxTls.of(file);
        credentials(file, tls, problems);
        if (file.node(tls.ca()).isPresent() && !tls.on()) {
            String text = "has no effect without TLS; set tls to true";
            problems.add(Problem.warning(file.line(tls.ca()), ROOT + tls.ca(), text));
        }
    }

    private static void credentials(Section file, InfluxTls tls, List<Problem> problems) {
        int version = (int) file.number("influxdbConfig.version", 0);
        String path = "influxdbConfig.v" + version + "Config." + (version == 1 ? "auth.password" : "token");
        boolean sent =
                !file.text(path, "").isEmpty() && (version != 1 || file.flag("influxdbConfig.v1Config.auth.enable"));
        if (sent && !tls.on() && !Hosts.isLoopback(file.text("influxdbConfig.host", ""))) {
            String text = "goes over the network for anybody to read; set tls to true, if the server can do it";
            problems.add(Problem.warning(file.line(path), ROOT + path, text));
        }
    }

    private static void needs(Section file, String key, List<Problem> problems) {
        String path = "influxdbConfig." + key;
        if (file.text(path, "absent").isBlank()) {
            String text = "is empty, so nothing could be written; name what to write to";
            problems.add(Problem.error(file.line(path), ROOT + path, text));
        }
    }
}
