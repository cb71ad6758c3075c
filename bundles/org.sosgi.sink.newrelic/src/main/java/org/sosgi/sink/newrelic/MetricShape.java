package org.sosgi.sink.newrelic;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Event;

/** Polls of one kind for the Metric API: their numbers, and what all of them have in common. */
final class MetricShape implements Shape {

    private static final String[][] SERVER = {
        {"host", "host"}, {"server_name", "server_name"}, {"server_description", "server_description"},
    };

    private static final String[][] PROXY = {
        {"user_session_virtual_proxy", "virtual_proxy"}, {"user_session_host", "session_host"},
    };

    /** Whom the numbers are about. */
    enum Subject {
        AGENT,
        SERVER,
        PROXY
    }

    private final Subject subject;
    private final List<Gauge> gauges;
    private final Map<String, String> more;
    private final long interval;

    /**
     * @param more what they say besides
     * @param interval milliseconds from one poll to the next
     */
    MetricShape(Subject subject, List<Gauge> gauges, Map<String, String> more, long interval) {
        this.subject = subject;
        this.gauges = gauges;
        this.more = more;
        this.interval = interval;
    }

    @Override
    public void write(Event event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("common");
        json.writeNumberField("timestamp", event.time() / 1_000_000);
        json.writeNumberField("interval.ms", interval);
        json.writeObjectFieldStart("attributes");
        attributes(event).write(json);
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("metrics");
        for (Gauge gauge : gauges) {
            gauge.write(event.value(gauge.attribute()), json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private Attributes attributes(Event event) {
        var attributes = new Attributes();
        if (subject != Subject.AGENT) {
            put(SERVER, event, attributes);
            attributes.putTags(event);
        }
        if (subject == Subject.PROXY) {
            put(PROXY, event, attributes);
        }
        return attributes.putAll(more);
    }

    private static void put(String[][] members, Event event, Attributes attributes) {
        for (String[] names : members) {
            attributes.put(names[0], event.value(names[1]));
        }
    }
}
