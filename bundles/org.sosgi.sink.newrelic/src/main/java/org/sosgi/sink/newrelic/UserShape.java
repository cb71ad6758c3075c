package org.sosgi.sink.newrelic;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.sosgi.api.Event;

/** User events for the Event API. They have no attributes from the configuration but their tags, as in Butler SOS. */
final class UserShape implements Shape {

    private static final String[][] IF_NOT_EMPTY = {
        {"qs_appId", "appId"},
        {"qs_appName", "appName"},
        {"qs_uaBrowserName", "uaBrowserName"},
        {"qs_uaBrowserMajorVersion", "uaBrowserMajorVersion"},
        {"qs_uaOsName", "uaOsName"},
        {"qs_uaOsVersion", "uaOsVersion"},
    };

    private final Scramble scramble;

    UserShape(Scramble scramble) {
        this.scramble = scramble;
    }

    @Override
    public void write(Event event, JsonGenerator json) throws IOException {
        String directory = event.text("user_directory");
        String id = event.text("user_id");
        var attributes = new Attributes()
                .put("qs_host", event.value("host"))
                .put("qs_event_action", event.value("command"))
                .put("qs_userFull", scramble.of(directory + '\\' + id))
                .put("qs_userDirectory", scramble.of(directory))
                .put("qs_userId", scramble.of(id))
                .put("qs_origin", event.value("origin"));
        for (String[] names : IF_NOT_EMPTY) {
            String text = event.text(names[1]);
            if (!text.isEmpty()) {
                attributes.put(names[0], text);
            }
        }
        attributes.putTags(event).put("eventType", "qs_userEvent");
        json.writeStartObject();
        attributes.write(json, event.time() / 1_000_000);
        json.writeEndObject();
    }
}
