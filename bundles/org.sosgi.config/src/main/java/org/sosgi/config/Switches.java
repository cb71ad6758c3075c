package org.sosgi.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the file switches on.
 *
 * @param userEvents whether user events are received
 * @param logSources which log events are received, as in the file: engine, proxy, repository, scheduler, qixPerf
 * @param influx whether there is an InfluxDB to write to
 */
record Switches(boolean userEvents, List<String> logSources, boolean influx) {

    private static final List<String> LOG_SOURCES = List.of("engine", "proxy", "repository", "scheduler", "qixPerf");

    static Switches of(Section file) {
        Stream<String> sources = LOG_SOURCES.stream().filter(s -> file.flag("logEvents.source." + s + ".enable"));
        return new Switches(file.flag("userEvents.enable"), sources.toList(), file.flag("influxdbConfig.enable"));
    }

    boolean logEvents() {
        return !logSources.isEmpty();
    }

    boolean qixPerf() {
        return logSources.contains("qixPerf");
    }
}
