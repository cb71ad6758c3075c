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
        if (file.node("influxdbConfig.caFile").isPresent() && !file.flag("influxdbConfig.tls")) {
            String text = "has no effect without TLS; set tls to true";
            problems.add(Problem.warning(file.line("influxdbConfig.caFile"), ROOT + "influxdbConfig.caFile", text));
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
