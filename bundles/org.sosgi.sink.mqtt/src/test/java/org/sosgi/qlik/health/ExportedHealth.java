package org.sosgi.qlik.health;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.sosgi.api.Collector;
import org.sosgi.api.EventType;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;

/** Lets tests of another package make the collector. */
public final class ExportedHealth {

    public static final EventType TYPE = HealthEvents.TYPE;

    private ExportedHealth() {}

    /** No app has a name but its id. */
    public static Collector collector(SenseAccess access, SenseRequest.Origin origin) {
        URI uri = URI.create("https://" + origin.host() + ":4747/engine/healthcheck");
        return new HealthCollector(
                access, new SenseRequest(SenseService.ENGINE, origin, uri, Map.of()), Clock.systemUTC(), null);
    }
}
