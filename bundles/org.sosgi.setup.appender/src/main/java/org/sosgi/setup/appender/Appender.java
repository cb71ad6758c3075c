package org.sosgi.setup.appender;

import java.util.List;

/**
 * One appender: which log lines become datagrams, and to which port.
 *
 * @param threshold the lowest level; empty for any
 * @param matches the message must contain one of these; empty for any message
 * @param loggers whose lines it gets, those of their children included
 */
record Appender(String name, Port port, String threshold, List<String> matches, String pattern, List<String> loggers) {

    /** Which of the agent's ports. */
    enum Port {
        LOG,
        USER
    }

    static Appender log(String name, String threshold, String pattern, String... loggers) {
        return new Appender(name, Port.LOG, threshold, List.of(), pattern, List.of(loggers));
    }

    static Appender user(String name, List<String> matches, String pattern) {
        return new Appender(name, Port.USER, "", matches, pattern, List.of("AuditActivity.Proxy"));
    }
}
