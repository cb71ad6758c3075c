package org.sosgi.health;

import org.sosgi.httpserver.Answer;
import org.sosgi.httpserver.Page;
import org.sosgi.httpserver.Request;

/** What is answered: three paths, JSON throughout. */
final class Pages implements Page {

    /** To the letter what Butler SOS answers, in which it says that the process is there. */
    static final String HEALTHY = "{\"statusCode\":200,\"status\":\"ok\"}";

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Probe live;
    private final Probe ready;

    Pages(Probe live, Probe ready) {
        this.live = live;
        this.ready = ready;
    }

    @Override
    public Answer answer(Request request) {
        return switch (request.path()) {
            case "/health" -> Answer.json(OK, HEALTHY);
            case "/live" -> of(live.ask());
            case "/ready" -> of(ready.ask());
            default -> Answer.error(404, "Not Found", "there are /health, /live and /ready");
        };
    }

    private static Answer of(Probe.Told told) {
        return Answer.json(told.ok() ? OK : UNAVAILABLE, told.json());
    }
}
