package org.sosgi.sink.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;

/** Makes messages of whole batches. For one thread. */
final class Messages {

    private final Mapping health;
    private final Mapping sessions;
    private final Mapping users;
    private final Mapping logs;
    private final Mapping others;

    /** @param base what the topics of all but user and log events begin with */
    Messages(String base, UserMessages users, LogMessages logs) {
        this.health = new HealthMessages(base);
        this.sessions = new SessionMessages(base);
        this.others = new OtherMessages(base);
        this.users = users;
        this.logs = logs;
    }

    /** Returns the messages in the order of the events; events whose topic nobody can publish to are rejected. */
    List<Publication> of(Batch batch) {
        List<Event> events = batch.events();
        List<Publication> messages = new ArrayList<>(events.size() * 2);
        for (int i = 0; i < events.size(); i++) {
            int event = i;
            int before = messages.size();
            of(events.get(i))
                    .publish(events.get(i), (topic, payload) -> messages.add(new Publication(event, topic, payload)));
            String refusal = refusal(messages.subList(before, messages.size()));
            if (refusal != null) {
                messages.subList(before, messages.size()).clear();
                batch.reject(i, refusal);
            }
        }
        return messages;
    }

    private Mapping of(Event event) {
        String type = event.type().name();
        return switch (type) {
            case "sense.health" -> health;
            case "sense.sessions" -> sessions;
            case "user" -> users;
            default -> type.startsWith("log.") ? logs : others;
        };
    }

    private static String refusal(List<Publication> messages) {
        for (Publication message : messages) {
            if (message.topic().isEmpty()) {
                return "its topic is empty";
            }
            if (TopicName.bytes(message.topic()) > TopicName.LONGEST) {
                return "its topic is longer than " + TopicName.LONGEST + " bytes";
            }
        }
        return null;
    }
}
