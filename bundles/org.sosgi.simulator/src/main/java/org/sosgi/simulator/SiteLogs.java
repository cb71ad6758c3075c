package org.sosgi.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.setup.appender.AppenderFiles;
import org.sosgi.setup.appender.AppenderFiles.Service;
import org.sosgi.setup.appender.Destination;
import org.sosgi.setup.appender.Source;
import org.sosgi.simulator.log4net.LogConfig;
import org.sosgi.simulator.log4net.LogDatagram;
import org.sosgi.simulator.log4net.Origin;
import org.sosgi.simulator.model.Occurrence;
import org.sosgi.simulator.model.Site;

/**
 * The logs of all services of all servers, each with the appender file that {@code sosgi appenders} would write for it: what the agent
 * gets in a demonstration is laid out by the very files that an operator puts on the Sense servers. One thread.
 */
final class SiteLogs {

    private static final String ACCOUNT = Site.DIRECTORY + "\\qlikservice";

    private final LogLines lines;
    private final Map<Site.Server, Map<Service, LogConfig>> logs = new HashMap<>();

    SiteLogs(Site site, Destination agent, ZoneId zone) {
        lines = new LogLines(zone);
        Map<Service, String> files = AppenderFiles.of(agent, EnumSet.allOf(Source.class), true);
        for (Site.Server server : site.servers()) {
            var origin = new Origin(server.name(), ACCOUNT, zone);
            Map<Service, LogConfig> services = new EnumMap<>(Service.class);
            files.forEach((service, file) -> services.put(service, LogConfig.read(file, origin)));
            logs.put(server, services);
        }
    }

    /** Returns the datagrams that become of something that happened. */
    List<LogDatagram> tell(Occurrence occurrence, Instant time) {
        LogLines.Entry entry = lines.of(occurrence, time);
        return logs.get(entry.server()).get(entry.service()).log(entry.line());
    }
}
