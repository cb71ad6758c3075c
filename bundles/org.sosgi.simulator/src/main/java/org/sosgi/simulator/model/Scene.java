package org.sosgi.simulator.model;

import java.util.List;
import java.util.Map;

/**
 * How a site is at one moment.
 *
 * @param sessions all sessions there are
 * @param level how much happens, compared with the average of a day
 * @param broken whether something is broken just now
 * @param calls what each server's engine has been asked so far; those that were asked nothing are not in it
 */
public record Scene(List<Occurrence.Session> sessions, double level, boolean broken, Map<Site.Server, Long> calls) {

    public Scene {
        sessions = List.copyOf(sessions);
        calls = Map.copyOf(calls);
    }

    /** Returns the sessions that a server keeps. */
    public List<Occurrence.Session> sessionsOn(Site.Server server) {
        return sessions.stream()
                .filter(session -> session.server().equals(server))
                .toList();
    }
}
