package org.sosgi.sink.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sosgi.api.Event;

/** The sessions of a virtual proxy: one message with the list as the proxy gave it, indented by two blanks. */
final class SessionMessages implements Mapping {

    private final String base;
    private final JsonBuffer json = new JsonBuffer();

    /** @param base what the host is put behind, without a separator */
    SessionMessages(String base) {
        this.base = base;
    }

    @Override
    public void publish(Event event, Out out) {
        String asked = event.text("session_host");
        int port = asked.lastIndexOf(':');
        String host = port < 0 ? asked : asked.substring(0, port);
        out.message(
                base + TopicName.part(host) + "/usersession" + TopicName.part(event.text("virtual_proxy")),
                payload(event.text("sessions")));
    }

    private byte[] payload(String sessions) {
        try {
            Json.indented(Json.read(sessions), json);
            return json.take();
        } catch (IOException e) {
            return sessions.getBytes(StandardCharsets.UTF_8);
        }
    }
}
