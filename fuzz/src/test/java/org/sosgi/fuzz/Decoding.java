package org.sosgi.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sosgi.api.Attribute;
import org.sosgi.api.Decoder;
import org.sosgi.api.Event;
import org.sosgi.api.MalformedDatagramException;

/** What holds for every decoder, whatever the datagram. */
public final class Decoding {

    private Decoding() {}

    /**
     * Decodes a datagram: into one event or none, or it is malformed; into the same whatever lies around it in its buffer; without
     * control characters and without halves of characters in its texts, of which none is longer than that.
     */
    public static Optional<Event> of(Decoder decoder, byte[] bytes, int longest) throws Exception {
        var events = new ArrayList<List<Event>>();
        Budget.spend(() -> events.add(decoded(decoder, new Payload(bytes, ';'))));
        List<Event> once = events.get(0);
        List<Event> again = decoded(decoder, new Payload(bytes, '7'));
        if (!once.equals(again)) {
            throw new AssertionError("what lies around the datagram is read: " + once + " and " + again);
        }
        if (once.size() > 1) {
            throw new AssertionError(once.size() + " events of one datagram");
        }
        once.forEach(event -> check(event, longest));
        return once.stream().findFirst();
    }

    private static List<Event> decoded(Decoder decoder, Payload payload) {
        List<Event> events = new ArrayList<>();
        try {
            decoder.decode(payload, events::add);
        } catch (MalformedDatagramException e) {
            if (!events.isEmpty()) {
                throw new AssertionError("malformed, and yet an event: " + events);
            }
        }
        return events;
    }

    private static void check(Event event, int longest) {
        for (int i = 0; i < event.size(); i++) {
            Attribute attribute = event.type().attributes().get(i);
            if (event.value(i) instanceof String text) {
                if (text.length() > longest) {
                    throw new AssertionError(attribute.name() + " has " + text.length() + " characters");
                }
                if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
                    throw new AssertionError(attribute.name() + " has a control character");
                }
                if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                    throw new AssertionError(attribute.name() + " cannot be written as UTF-8");
                }
            } else if (event.value(i) instanceof Double number && number.isInfinite()) {
                throw new AssertionError(attribute.name() + " is infinite");
            }
        }
    }
}
