package org.sosgi.bench;

import java.util.concurrent.atomic.AtomicReference;
import org.sosgi.api.Decoder;
import org.sosgi.api.Event;
import org.sosgi.api.MalformedDatagramException;
import org.sosgi.qlik.logevents.EngineDecoder;
import org.sosgi.qlik.logevents.ProxyDecoder;
import org.sosgi.qlik.logevents.QixPerfDecoder;
import org.sosgi.qlik.userevents.UserEventDecoder;

/** The decoders that make events of what the load sender sends. */
public final class Decoders {

    private Decoders() {}

    static Decoder of(Kind kind) {
        return switch (kind) {
            case ENGINE -> new EngineDecoder();
            case PROXY -> new ProxyDecoder();
            case QIX_PERF -> new QixPerfDecoder();
            case USER -> new UserEventDecoder();
        };
    }

    /** Returns the event that an agent makes of such a datagram, before any processor. */
    public static Event event(Kind kind) throws MalformedDatagramException {
        var event = new AtomicReference<Event>();
        of(kind).decode(new SampleDatagram(kind), event::set);
        return event.get();
    }
}
