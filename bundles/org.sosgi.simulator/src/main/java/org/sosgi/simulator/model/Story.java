package org.sosgi.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What happens in a site and when: the same seed and start always give the same things at the same times. One thread tells it, on and
 * on; any thread may look at the {@link #scene}.
 */
public final class Story {

    private static final Duration SCENE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(10);

    private final Rhythm rhythm;
    private final Activity activity;
    private final SplittableRandom random;
    private final double rate;
    private final Map<Site.Server, Long> calls = new HashMap<>();
    private Instant told;
    private Instant seen;
    private volatile Scene scene;

    /** @param rate how many things happen a second, on the average of a day */
    public Story(Site site, long seed, double rate, ZoneId zone, Instant start) {
        random = new SplittableRandom(seed);
        rhythm = new Rhythm(zone, random.split(), start);
        activity = new Activity(site, rhythm, random.split());
        this.rate = rate;
        this.told = start;
        look(start);
    }

    /** Returns how long after {@code time} the next thing happens: independent of what was before, as people are. */
    public long nanosToNext(Instant time) {
        return (long) (-Math.log(1 - random.nextDouble()) / (rate * rhythm.at(time)) * 1e9);
    }

    /** Returns the next thing that happens, at that time. Times must not run back. */
    public Occurrence next(Instant time) {
        Occurrence occurrence = activity.next(time);
        if (occurrence instanceof Occurrence.EngineCall call) {
            calls.merge(call.session().server(), 1L, Long::sum);
        }
        if (occurrence instanceof Occurrence.UserStep || !time.isBefore(seen.plus(SCENE))) {
            look(time);
        }
        told = time;
        return occurrence;
    }

    /** Lets everything happen until {@code time}, for one who only looks at the scene; after a long silence only the end of it. */
    public void tellUntil(Instant time) {
        Instant earliest = time.minus(LONGEST_CATCH_UP);
        Instant at = told.isBefore(earliest) ? earliest : told;
        for (at = at.plusNanos(nanosToNext(at)); at.isBefore(time); at = at.plusNanos(nanosToNext(at))) {
            next(at);
        }
    }

    /** Returns how it is: at most a second old, if it is being told. */
    public Scene scene() {
        return scene;
    }

    private void look(Instant time) {
        seen = time;
        scene = new Scene(activity.sessions(), rhythm.at(time), rhythm.broken(time), calls);
    }
}
