package org.sosgi.schedule;

import java.util.Set;

/** What one counts in, from the finest on, with the values the clock or the calendar gives it. */
enum Unit {
    SECOND(0, 59, "second", "seconds", "sec", "secs", "s"),
    MINUTE(0, 59, "minute", "minutes", "min", "mins", "m"),
    HOUR(0, 23, "hour", "hours", "h"),
    DAY(1, 31, "day", "days");

    final int least;
    final int most;
    private final Set<String> words;

    Unit(int least, int most, String... words) {
        this.least = least;
        this.most = most;
        this.words = Set.of(words);
    }

    /** Returns null if the word is no unit. */
    static Unit of(String word) {
        for (Unit unit : values()) {
            if (unit.words.contains(word)) {
                return unit;
            }
        }
        return null;
    }

    /** Returns the cron field for {@code start}, {@code start + step} … up to the most. */
    String steps(int start, int step) {
        if (start == least && step == 1) {
            return "*";
        }
        return start + step > most ? String.valueOf(start) : start + "/" + step;
    }
}
