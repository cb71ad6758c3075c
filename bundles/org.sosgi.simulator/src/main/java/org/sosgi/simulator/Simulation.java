package org.sosgi.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;

/** A site, what happens in it, and how it is told: the same seed and start always give the same messages at the same times. */
final class Simulation {

    private final Rhythm rhythm;
    private final Activity activity;
    private final UdpEvents wire;
    private final SplittableRandom random;
    private final double rate;

    /** @param rate messages a second, on the average of a day */
    Simulation(Site site, long seed, double rate, ZoneId zone, Instant start) {
        random = new SplittableRandom(seed);
        rhythm = new Rhythm(zone, random.split(), start);
        activity = new Activity(site, rhythm, random.split());
        wire = new UdpEvents(zone);
        this.rate = rate;
    }

    /** Returns how long after {@code time} the next thing happens: independent of what was before, as people are. */
    long nanosToNext(Instant time) {
        return (long) (-Math.log(1 - random.nextDouble()) / (rate * rhythm.at(time)) * 1e9);
    }

    UdpEvents.Message next(Instant time) {
        return wire.tell(activity.next(time), time);
    }
}
