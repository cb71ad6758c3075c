package org.sosgi.sink.newrelic;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;

/** Sinks and batches as the framework and the engine make them. */
final class Sinks {

    static final String KEY = "k3y-nobody-may-see";

    /** A second after {@link Samples#TIME}. */
    static final Instant NOW = Instant.EPOCH.plusNanos(Samples.TIME).plusSeconds(1);

    private Sinks() {}

    /** Makes a sink; what is not given has its default. Names are those of {@link Config}'s methods. */
    static NewRelicSink sink(String url, Object... namesAndValues) {
        return new NewRelicSink(
                config(url, namesAndValues),
                "org.sosgi.sink.newrelic~test",
                "15.0.1",
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Config config(String url, Object... namesAndValues) {
        Map<String, Object> values = new HashMap<>();
        values.put("account__name", "First NR account");
        values.put("account__id", "1111");
        values.put("_api__key", KEY);
        values.put("event__url", url);
        values.put("metric__url", url + "/metric/v1");
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

    static String[] texts(String... texts) {
        return texts;
    }

    /** A batch that keeps its rejections. */
    record Sent(List<Event> events, long[] positions, Map<Integer, String> rejected) implements Batch {

        Sent(Event... events) {
            this(List.of(events), 0);
        }

        /** @param first the position of the first event */
        Sent(List<Event> events, long first) {
            this(events, LongStream.range(first, first + events.size()).toArray(), new LinkedHashMap<>());
        }

        @Override
        public long position(int index) {
            return positions[index];
        }

        @Override
        public void reject(int index, String reason) {
            rejected.put(index, reason);
        }
    }
}
