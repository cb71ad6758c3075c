package org.sosgi.config;

import java.util.Locale;
import java.util.Map;

/**
 * One configuration for each kind of datagram that is to be understood. They have no settings: to exist is to be
 * switched on.
 */
final class DecodersTranslation implements Translation {

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        var on = Switches.of(file);
        for (String source : on.logSources()) {
            out.put(Pid.of("org.sosgi.qlik.logevents." + source.toLowerCase(Locale.ROOT)), Map.of());
        }
        if (on.userEvents()) {
            out.put(Pid.of("org.sosgi.qlik.userevents"), Map.of());
        }
    }
}
