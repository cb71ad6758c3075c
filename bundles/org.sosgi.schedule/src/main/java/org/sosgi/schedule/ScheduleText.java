package org.sosgi.schedule;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a schedule's words one after the other and says the same in cron expressions, any of which may
 * strike. Used once.
 */
final class ScheduleText {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})(st|nd|rd|th)?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d\\d)(am|pm)?");
    private static final String END = "";

    private final List<String> words = new ArrayList<>();
    private final List<String> crons = new ArrayList<>();
    private int place;

    /** Of the alternative that is being read. */
    private final Map<Unit, String> every = new EnumMap<>(Unit.class);

    private final List<LocalTime> times = new ArrayList<>();

    ScheduleText(String text) {
        for (String word : text.toLowerCase(Locale.ROOT).replace(",", " , ").split("[\\s\\p{Cntrl}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
    }

    /** Returns Quartz expressions: second, minute, hour, day of the month, month, day of the week. */
    List<String> crons() {
        do {
            alternative();
        } while (skip("also"));
        return crons;
    }

    private void alternative() {
        every.clear();
        times.clear();
        do {
            clause();
            if (!skip("and")) {
                skip(",");
            }
        } while (!peek().equals(END) && !peek().equals("also"));
        translate();
    }

    private void clause() {
        if (skip("every")) {
            every();
        } else if (skip("at") || skip("@")) {
            at();
        } else {
            throw expected("'every' or 'at'");
        }
    }

    private void every() {
        int step = number("a number after 'every'");
        Unit unit = unit();
        if (step < 1) {
            throw wrong("'every " + step + "' is never; the least is 1");
        }
        int start = unit.least;
        if (skip("start") || skip("starting")) {
            if (skip("at") || skip("on")) {
                skip("the");
            }
            start = number("a number after 'starting on the'");
            Unit same = unit();
            if (same != unit) {
                throw wrong("counts in one unit and starts in another");
            }
            if (start < unit.least || start > unit.most) {
                throw wrong("the " + unit.name().toLowerCase(Locale.ROOT) + " to start on is " + start + ", not from "
                        + unit.least + " to " + unit.most);
            }
        }
        if (every.put(unit, unit.steps(start, step)) != null) {
            throw wrong("two clauses about the same unit; alternatives are parted by 'also'");
        }
    }

    private void at() {
        times.add(time());
        while ((peek().equals("and") || peek().equals(","))
                && place + 1 < words.size()
                && Character.isDigit(words.get(place + 1).charAt(0))) {
            place++;
            times.add(time());
        }
    }

    private LocalTime time() {
        Matcher matcher = TIME.matcher(peek());
        if (!matcher.matches()) {
            throw expected("a time such as 10:15 am or 22:15");
        }
        String shown = words.get(place++);
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Integer.parseInt(matcher.group(2));
        String half = matcher.group(3) != null ? matcher.group(3) : skip("am") ? "am" : skip("pm") ? "pm" : null;
        if (minute > 59 || half == null && hour > 23 || half != null && (hour < 1 || hour > 12)) {
            throw wrong("'" + shown + (matcher.group(3) == null && half != null ? " " + half : "")
                    + "' is no time of the day");
        }
        return LocalTime.of(half == null ? hour : hour % 12 + (half.equals("pm") ? 12 : 0), minute);
    }

    private void translate() {
        if (times.isEmpty()) {
            Unit finest = every.keySet().iterator().next();
            var cron = new StringBuilder();
            for (Unit unit : Unit.values()) {
                String otherwise = unit.compareTo(finest) < 0 ? String.valueOf(unit.least) : "*";
                cron.append(every.getOrDefault(unit, otherwise)).append(' ');
            }
            crons.add(cron + "* ?");
            return;
        }
        String days = every.getOrDefault(Unit.DAY, "*");
        every.remove(Unit.DAY);
        if (!every.isEmpty()) {
            throw wrong("'at' goes with 'every N days' only; alternatives are parted by 'also'");
        }
        times.forEach(time -> crons.add("0 " + time.getMinute() + " " + time.getHour() + " " + days + " * ?"));
    }

    private int number(String what) {
        Matcher matcher = NUMBER.matcher(peek());
        if (!matcher.matches()) {
            throw expected(
                    !peek().equals(END) && Character.isDigit(peek().charAt(0))
                            ? what + ", with a blank between number and unit"
                            : what);
        }
        place++;
        return Integer.parseInt(matcher.group(1));
    }

    private Unit unit() {
        Unit unit = Unit.of(peek());
        if (unit == null) {
            throw expected("seconds, minutes, hours or days");
        }
        place++;
        if (unit == Unit.DAY && skip("of")) {
            if (!skip("the") || !skip("month")) {
                throw expected("'of the month'");
            }
        }
        return unit;
    }

    private String peek() {
        return place < words.size() ? words.get(place) : END;
    }

    private boolean skip(String word) {
        if (peek().equals(word)) {
            place++;
            return true;
        }
        return false;
    }

    private IllegalArgumentException expected(String what) {
        return wrong("expected " + what + ", found " + (peek().equals(END) ? "its end" : "'" + peek() + "'"));
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("cannot read the schedule '" + String.join(" ", words) + "': " + what
                + ". Right are for example 'every 15 minutes', 'every 1 hour', 'at 10:15 am', 'at 6:00 and 18:00',"
                + " 'every 2 days at 5:00 pm', 'every 15 minutes starting on the 5th minute'; all times are UTC");
    }
}
