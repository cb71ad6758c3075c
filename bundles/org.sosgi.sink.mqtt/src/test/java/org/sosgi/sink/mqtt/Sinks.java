package org.sosgi.sink.mqtt;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;

/** Sinks and batches as the framework and the engine make them. */
final class Sinks {

    private Sinks() {}

    /** Makes a sink; what is not given has its default. Names are those of {@link Config}'s methods. */
    static MqttSink sink(Object... namesAndValues) {
        return new MqttSink(() -> false, config(namesAndValues), "org.sosgi.sink.mqtt~test");
    }

    static Config config(Object... namesAndValues) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Annotation.class || method.getDeclaringClass() == Object.class) {
                return null;
            }
            return values.getOrDefault(method.getName(), method.getDefaultValue());
        };
        return (Config) Proxy.newProxyInstance(Config.class.getClassLoader(), new Class<?>[] {Config.class}, handler);
    }

    /** Returns the messages that a sink makes of one event: topic and payload, with a blank between. */
    static List<String> messages(Config config, Event event) {
        var batch = new Sent(event);
        List<String> messages = new Settings(config)
                .messages().of(batch).stream()
                        .map(message -> message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8))
                        .toList();
        if (!batch.rejected().isEmpty()) {
            throw new AssertionError(batch.rejected());
        }
        return messages;
    }

    /** A batch that keeps its rejections. */
    record Sent(List<Event> events, Map<Integer, String> rejected) implements Batch {

        Sent(Event... events) {
            this(List.of(events), new LinkedHashMap<>());
        }

        static Sent times(int count, IntFunction<Event> event) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(event.apply(i));
            }
            return new Sent(events, new LinkedHashMap<>());
        }

        @Override
        public long position(int index) {
            return index;
        }

        @Override
        public void reject(int index, String reason) {
            rejected.put(index, reason);
        }
    }
}
