package org.sosgi.sink.newrelic;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.sosgi.api.Event;

/** How events of one type look to New Relic. */
interface Shape {

    /** Returns whether New Relic gets this event at all. */
    default boolean wants(Event event) {
        return true;
    }

    /** Writes the event as one element of a request's list. */
    void write(Event event, JsonGenerator json) throws IOException;
}
