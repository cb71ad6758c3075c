package org.sosgi.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When to do something, again and again. All times are UTC, to the second, and follow the clock: {@code every 15
 * minutes} means minutes 0, 15, 30 and 45 of every hour, whenever the agent was started.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Schedule {

    private final String text;
    private final List<ExecutionTime> alternatives;

    private Schedule(String text, List<ExecutionTime> alternatives) {
        this.text = text;
        this.alternatives = alternatives;
    }

    /**
     * Reads a schedule.
     *
     * <pre>
     *   schedule = alternative { "also" alternative }
     *   alternative = clause { [ "and" | "," ] clause }      all of them hold
     *   clause   = "every" N unit [ ( "start" | "starting" ) [ "at" | "on" ] [ "the" ] Nth unit ]
     *            | ( "at" | "@" ) time { ( "and" | "," ) time }
     *   time     = h:mm ( "am" | "pm" ) | HH:MM
     *   unit     = second(s) sec(s) s | minute(s) min(s) m | hour(s) h | day(s) [ "of the month" ]
     * </pre>
     *
     * @throws IllegalArgumentException if any of the text cannot be understood; the message says what, and what
     * would be right
     */
    public static Schedule parse(String text) {
        List<String> crons = new ScheduleText(text).crons();
        var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
        List<ExecutionTime> alternatives = new ArrayList<>();
        crons.forEach(cron -> alternatives.add(ExecutionTime.forCron(parser.parse(cron))));
        return new Schedule(text, List.copyOf(alternatives));
    }

    /** Returns the first time that is later than {@code after}. */
    public Instant next(Instant after) {
        // Whole seconds, for the library carries fractions over into its answer.
        ZonedDateTime from = after.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        return alternatives.stream()
                .flatMap(times -> times.nextExecution(from).stream())
                .map(ZonedDateTime::toInstant)
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("'" + text + "' has no time after " + after));
    }

    /** Returns the text it was read from. */
    @Override
    public String toString() {
        return text;
    }
}
