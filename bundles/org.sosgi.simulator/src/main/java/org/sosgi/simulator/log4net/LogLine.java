package org.sosgi.simulator.log4net;

import java.time.Instant;
import java.util.Map;

/**
 * What a service logs.
 *
 * @param time when
 * @param level how grave it is
 * @param logger who says so, a name with dots
 * @param message what happened
 * @param exception what was thrown; empty if nothing was
 * @param properties what belongs to it, by name
 */
public record LogLine(
        Instant time, Level level, String logger, String message, String exception, Map<String, String> properties) {

    public LogLine {
        properties = Map.copyOf(properties);
    }
}
