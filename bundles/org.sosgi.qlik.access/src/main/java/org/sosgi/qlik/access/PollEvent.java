package org.sosgi.qlik.access;

import java.time.Instant;
import java.util.Locale;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.http.ErrorCategory;

/** How a poll went. */
final class PollEvent {

    static final EventType TYPE = EventType.of(
            "sense.poll",
            Attribute.tag("service"),
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("server_description"),
            Attribute.tag("virtual_proxy"),
            Attribute.integer("up", ""),
            Attribute.decimal("latency", "ms"),
            Attribute.integer("status", ""),
            Attribute.integer("bytes", "By"),
            Attribute.text("error_category"),
            Attribute.text("error"));

    private PollEvent() {}

    /**
     * @param nanos from the start of the request to the end of the answer
     * @param status null if there was no answer
     * @param bytes null likewise
     * @param failure null if it went well
     */
    static Event of(SenseRequest asked, long nanos, Long status, Long bytes, Throwable failure) {
        Instant now = Instant.now();
        return Event.of(
                TYPE,
                now.getEpochSecond() * 1_000_000_000L + now.getNano(),
                asked.service().name().toLowerCase(Locale.ROOT),
                asked.origin().host(),
                asked.origin().serverName(),
                asked.origin().serverDescription(),
                asked.origin().virtualProxy(),
                failure == null ? 1L : 0L,
                nanos / 1e6,
                status,
                bytes,
                failure == null ? null : ErrorCategory.of(failure).text(),
                failure == null ? null : String.valueOf(failure.getMessage()));
    }
}
