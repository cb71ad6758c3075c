package org.sosgi.sink.mqtt;

import java.util.Locale;
import org.sosgi.api.Event;

/** Log events: the whole event as JSON, on one topic for all, or on one for its subsystem, or on both. */
final class LogMessages implements Mapping {

    private final String topic;
    private final boolean toTopic;
    private final boolean toSubsystems;
    private final ByType<LogJson> forms;
    private final JsonBuffer json = new JsonBuffer();

    /**
     * @param toTopic whether to the topic as it is
     * @param toSubsystems whether to topics that begin with it
     * @param alwaysCategories whether there is a category list even if it is empty
     */
    LogMessages(String topic, boolean toTopic, boolean toSubsystems, boolean alwaysCategories) {
        this.topic = topic;
        this.toTopic = toTopic;
        this.toSubsystems = toSubsystems;
        this.forms = new ByType<>(type -> new LogJson(type, alwaysCategories));
    }

    @Override
    public void publish(Event event, Out out) {
        if (!toTopic && !toSubsystems) {
            return;
        }
        forms.of(event.type()).write(event, json);
        byte[] payload = json.take();
        if (toTopic) {
            out.message(topic, payload);
        }
        if (toSubsystems) {
            out.message(subsystemTopic(event.text("subsystem")), payload);
        }
    }

    private String subsystemTopic(String subsystem) {
        String path = TopicName.part(subsystem).replace('.', '/').toLowerCase(Locale.ROOT);
        return topic + (topic.endsWith("/") ? "" : "/") + path;
    }
}
