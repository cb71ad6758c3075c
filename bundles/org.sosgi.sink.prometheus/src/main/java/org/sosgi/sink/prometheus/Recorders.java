package org.sosgi.sink.prometheus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** What is done with an event, found once for each type. For one thread. */
final class Recorders {

    /** Rules and tags make more types of one; if they make that many, all are found anew. */
    private static final int MOST_TYPES = 1_000;

    private static final double MS_PER_SECOND = 1_000;

    private final SenseGauges gauges;
    private final EventMetrics metrics;
    private final LabelNames labelNames;
    private final Map<EventType, Consumer<Event>> known = new HashMap<>();

    Recorders(SenseGauges gauges, EventMetrics metrics, LabelNames labelNames) {
        this.gauges = gauges;
        this.metrics = metrics;
        this.labelNames = labelNames;
    }

    void record(Event event) {
        Consumer<Event> recorder = known.get(event.type());
        if (recorder == null) {
            if (known.size() >= MOST_TYPES) {
                known.clear();
            }
            recorder = find(event.type());
            known.put(event.type(), recorder);
        }
        recorder.accept(event);
    }

    private Consumer<Event> find(EventType type) {
        String name = type.name();
        if (name.equals("log.qix-perf")) {
            return log(type).andThen(performance(type));
        }
        if (name.startsWith("log.")) {
            return log(type);
        }
        return switch (name) {
            case "user" -> user(type);
            case "sense.health" -> {
                var labels = new ServerLabels(type, labelNames);
                yield event -> gauges.health(event, labels.text(event));
            }
            case "sense.sessions" -> {
                var labels = new ServerLabels(type, labelNames);
                yield event -> gauges.sessions(event, labels.text(event));
            }
            case "sense.poll" -> this::poll;
            default -> event -> {};
        };
    }

    private Consumer<Event> log(EventType type) {
        int source = type.indexOf("source");
        int level = type.indexOf("level");
        List<Attribute> attributes = type.attributes();
        int[] categories = IntStream.range(0, attributes.size())
                .filter(i -> attributes.get(i).name().startsWith(Attribute.CATEGORY_PREFIX))
                .toArray();
        return event -> metrics.logEvents
                .of(text(event, source), text(event, level), categories(event, categories))
                .inc();
    }

    /** Returns the values of all, with commas between: an event is counted once, however many categories it has. */
    private static String categories(Event event, int[] indexes) {
        if (indexes.length == 0) {
            return "";
        }
        String first = text(event, indexes[0]);
        if (indexes.length == 1) {
            return first;
        }
        var all = new StringBuilder(first);
        for (int i = 1; i < indexes.length; i++) {
            all.append(',').append(text(event, indexes[i]));
        }
        return all.toString();
    }

    private Consumer<Event> user(EventType type) {
        int command = type.indexOf("command");
        return event -> metrics.userEvents.of(text(event, command)).inc();
    }

    private Consumer<Event> performance(EventType type) {
        int method = type.indexOf("method");
        int objectType = type.indexOf("object_type");
        int time = type.indexOf("process_time");
        return event -> {
            if (time >= 0 && event.value(time) instanceof Double ms && !ms.isNaN()) {
                metrics.qixDurations
                        .of(text(event, method), text(event, objectType))
                        .observe(ms / MS_PER_SECOND);
            }
        };
    }

    private void poll(Event event) {
        String service = event.text("service");
        String host = event.text("host");
        String server = event.text("server_name");
        String proxy = event.text("virtual_proxy");
        boolean ok = Long.valueOf(1).equals(event.value("up"));
        if (!ok) {
            gauges.failed(event);
        }
        metrics.up.of(service, host, server, proxy).set(ok ? 1 : 0);
        metrics.polls
                .of(service, host, server, proxy, ok ? "ok" : event.text("error_category"))
                .inc();
        if (event.value("latency") instanceof Double ms && !ms.isNaN()) {
            metrics.pollDurations.of(service, host, server).observe(ms / MS_PER_SECOND);
        }
    }

    private static String text(Event event, int index) {
        return index >= 0 && event.value(index) instanceof String text ? text : "";
    }
}
