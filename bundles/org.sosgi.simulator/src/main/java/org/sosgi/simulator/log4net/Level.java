package org.sosgi.simulator.log4net;

import java.util.Locale;

/** How grave a log line is. */
public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    /** @throws IllegalArgumentException if there is no such level */
    static Level of(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no level \"" + text + "\"", e);
        }
    }
}
