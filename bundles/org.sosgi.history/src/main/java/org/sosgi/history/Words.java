package org.sosgi.history;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.history.Span;

/**
 * The words of a call: options {@code --name value}, conditions {@code field=value}, and the rest.
 *
 * @param plain those that are neither
 */
record Words(List<String> plain, Map<String, String> options, Map<String, String> where, boolean json) {

    private static final Set<String> OPTIONS =
            Set.of("type", "text", "by", "as", "every", "since", "until", "limit", "order");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    static Words of(List<String> words) {
        List<String> plain = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> where = new LinkedHashMap<>();
        boolean json = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            if (word.equals("--json")) {
                json = true;
            } else if (word.startsWith("--")) {
                String name = word.substring(2);
                if (!OPTIONS.contains(name) || i + 1 == words.size()) {
                    throw new IllegalArgumentException(word + " is no option, or its value is missing");
                }
                options.put(name, words.get(++i));
            } else if (equals > 0) {
                where.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                plain.add(word);
            }
        }
        return new Words(plain, options, where, json);
    }

    /** Returns the plain word at a place. */
    String plain(int index, String what) {
        if (index >= plain.size()) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return plain.get(index);
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    /** Returns the words that an option has, parted by commas. */
    List<String> list(String name) {
        String value = options.get(name);
        return value == null || value.isEmpty() ? List.of() : List.of(value.split(","));
    }

    int limit(int otherwise) {
        String limit = option("limit", Integer.toString(otherwise));
        try {
            return Integer.parseInt(limit);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--limit takes a number, not " + limit, e);
        }
    }

    <E extends Enum<E>> E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text + " is none of " + List.of(type.getEnumConstants()));
    }

    Span span(Instant now, String since) {
        Instant to = moment(option("until", "0s"), now);
        return new Span(moment(option("since", since), now), to);
    }

    static Duration duration(String text) {
        try {
            char unit = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
            long count = Long.parseLong(text.substring(0, Math.max(0, text.length() - 1)));
            return switch (unit) {
                case 's' -> Duration.ofSeconds(count);
                case 'm' -> Duration.ofMinutes(count);
                case 'h' -> Duration.ofHours(count);
                case 'd' -> Duration.ofDays(count);
                default -> throw new NumberFormatException();
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("not a length of time, such as 30s, 15m, 24h or 7d: " + text, e);
        }
    }

    private static Instant moment(String text, Instant now) {
        try {
            Instant moment = text.indexOf('T') > 0 ? Instant.parse(text) : now.minus(duration(text));
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw new DateTimeException("beyond what is a date for people");
            }
            return moment;
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "not a moment, such as 2026-11-24T12:00:00Z or 24h for a day ago: " + text, e);
        }
    }
}
