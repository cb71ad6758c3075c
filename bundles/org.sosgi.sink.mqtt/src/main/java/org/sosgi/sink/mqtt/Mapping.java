package org.sosgi.sink.mqtt;

import org.sosgi.api.Event;

/** Makes messages of the events of one kind. For one thread. */
@FunctionalInterface
interface Mapping {

    /** Says nothing if there is nothing to be told of the event. */
    void publish(Event event, Out out);

    /** Where messages go. */
    @FunctionalInterface
    interface Out {
        void message(String topic, byte[] payload);
    }
}
