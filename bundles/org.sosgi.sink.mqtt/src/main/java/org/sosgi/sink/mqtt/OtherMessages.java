package org.sosgi.sink.mqtt;

import java.util.Map;
import org.sosgi.api.Event;

/** Events that Butler SOS does not publish: one message each, a JSON object of all they tell, on a topic named as their type. */
final class OtherMessages implements Mapping {

    private final ByType<String> topics;
    private final JsonBuffer json = new JsonBuffer();

    OtherMessages(String base) {
        topics = new ByType<>(type -> base + TopicName.part(type.name()).replace('.', '/'));
    }

    @Override
    public void publish(Event event, Out out) {
        for (Map.Entry<String, Object> member : event.toMap().entrySet()) {
            json.ascii(",").text(member.getKey()).ascii(":").value(member.getValue());
        }
        json.set(0, '{');
        out.message(topics.of(event.type()), json.ascii("}").take());
    }
}
