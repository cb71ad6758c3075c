package org.sosgi.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * Takes the names of people out of what a sink or its destination says of events: databases like to quote what they do not like, and
 * logs and reports are read by others than events are.
 */
final class NamesWithheld {

    private static final String WITHHELD = "(name)";
    private static final String ALL_WITHHELD = "not told here, as it may name people";
    private static final int MOST_NAMES = 10_000;

    private NamesWithheld() {}

    /** @param events those that it may be about */
    static String from(String words, List<Event> events) {
        Map<EventType, PersonalTexts> types = new HashMap<>();
        Set<String> seen = new HashSet<>();
        String lower = words.toLowerCase(Locale.ROOT);
        var running = new RunningText();
        for (Event event : events) {
            PersonalTexts texts =
                    types.computeIfAbsent(event.type(), type -> PersonalTexts.of(type, Set.of(PersonalTexts.USERS)));
            for (PersonalTexts.Place place : texts.places()) {
                if (!(event.value(place.index()) instanceof String text) || text.isEmpty()) {
                    continue;
                }
                if (place.form() == PersonalTexts.Form.SESSIONS) {
                    NamesInJson.replaced(text, name -> {
                        add(name, seen, lower, running);
                        return name;
                    });
                } else {
                    for (String name : text.split(",")) {
                        add(name, seen, lower, running);
                    }
                }
                if (seen.size() > MOST_NAMES) {
                    return ALL_WITHHELD;
                }
            }
        }
        return running.looksForNothing() ? words : running.replaced(words);
    }

    private static void add(String name, Set<String> seen, String lower, RunningText running) {
        if (seen.size() <= MOST_NAMES && seen.add(name)) {
            for (Needle needle : Pseudonym.of(name, any -> WITHHELD).needles()) {
                if (lower.contains(needle.name().toLowerCase(Locale.ROOT))) {
                    running.lookFor(needle);
                }
            }
        }
    }
}
