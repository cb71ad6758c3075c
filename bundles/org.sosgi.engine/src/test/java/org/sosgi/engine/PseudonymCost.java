package org.sosgi.engine;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Tells what pseudonyms cost per event, beside what reading the events costs; run by hand, with the number of rounds. */
final class PseudonymCost {

    private static final int EVENTS = 1_000;
    private static final int USERS = 500;

    private PseudonymCost() {}

    public static void main(String[] args) {
        int rounds = args.length == 0 ? 2_000 : Integer.parseInt(args[0]);
        var pseudonyms = new Pseudonyms("a key of some size".getBytes(StandardCharsets.UTF_8), Set.of("users"));
        for (EventType type :
                List.of(ShippedTypes.ENGINE, ShippedTypes.QIX_PERF, ShippedTypes.USER, ShippedTypes.HEALTH)) {
            List<Event> events = events(type);
            for (int warm = 0; warm < 3; warm++) {
                System.out.printf(
                        "%-14s walk %6.0f ns, pseudonyms %6.0f ns of CPU per event%n",
                        type.name(), nanos(rounds, events, null), nanos(rounds, events, pseudonyms));
            }
        }
    }

    private static double nanos(int rounds, List<Event> events, Pseudonyms pseudonyms) {
        long characters = 0;
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            for (Event event : pseudonyms == null ? new ArrayList<>(events) : pseudonyms.of(events)) {
                for (int at = 0; at < event.size(); at++) {
                    characters += event.value(at) instanceof String text ? text.length() : 0;
                }
            }
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (characters == 0) {
            throw new AssertionError();
        }
        return (double) nanos / rounds / events.size();
    }

    private static List<Event> events(EventType type) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String id = "user" + i % USERS;
            Object[] values = new Object[type.attributes().size()];
            for (int at = 0; at < values.length; at++) {
                String name = type.attributes().get(at).name();
                values[at] = switch (name) {
                    case "user_directory" -> "LAB";
                    case "user_id" -> id;
                    case "user_full" -> "LAB\\" + id;
                    case "windows_user" -> "LAB\\svc_qlik";
                    case "message" ->
                        "Session started for user " + id + " on app 5f1b23c4-0000-4000-8000-1234567890ab: a message of"
                                + " an average length as engines write it when they have something to say";
                    case "exception_message" -> "";
                    default -> "some " + name;
                };
            }
            events.add(Event.of(type, i, values));
        }
        return events;
    }
}
