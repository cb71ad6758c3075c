package org.sosgi.qlik.sessions;

import java.time.Clock;
import java.util.Set;
import org.sosgi.api.Collector;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;

/** Lets tests of another package make the collector. */
public final class ExportedSessions {

    private ExportedSessions() {}

    public static Collector collector(SenseAccess access, SenseRequest.Origin origin) {
        String proxy = origin.host() + ":4243";
        return new SessionsCollector(
                access, SessionsCollector.request(proxy, origin), proxy, Set.of(), Clock.systemUTC());
    }
}
