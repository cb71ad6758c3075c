package org.sosgi.simulator.log4net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service's {@code LocalLogConfig.xml} at work: hands each log line to the appenders of its logger. One thread. */
public final class LogConfig {

    private final Map<String, List<UdpAppender>> loggers;

    LogConfig(Map<String, List<UdpAppender>> loggers) {
        this.loggers = new HashMap<>(loggers);
    }

    /**
     * Reads a file as log4net does, as far as the files of this agent go.
     *
     * @throws IllegalArgumentException if it has something that is not known; the message says what
     */
    public static LogConfig read(String xml, Origin origin) {
        return new LogConfigReader(origin).read(xml);
    }

    /** Returns the datagrams that become of a line: one for each appender, of its logger and of the loggers above it, that takes it. */
    public List<LogDatagram> log(LogLine line) {
        List<LogDatagram> datagrams = new ArrayList<>(1);
        String name = line.logger();
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            for (UdpAppender appender : loggers.getOrDefault(name.substring(0, end), List.of())) {
                appender.append(line).ifPresent(datagrams::add);
            }
        }
        return datagrams;
    }
}
