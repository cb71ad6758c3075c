package org.sosgi.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;

/**
 * How busy the site is: quiet at night, busiest in the early afternoon of its time zone, the average of a day being 1; and at times
 * something is broken for half a minute, which makes it louder.
 */
final class Rhythm {

    private static final double SWING = 0.85;
    private static final int BUSIEST_SECOND = 14 * 3_600;
    private static final int DAY = 24 * 3_600;

    private static final long BETWEEN_BURSTS_SECONDS = 600;
    private static final long SHORTEST_BURST_SECONDS = 15;
    private static final long LONGEST_BURST_SECONDS = 45;
    private static final double LOUDER = 1.5;

    private final ZoneId zone;
    private final SplittableRandom random;
    private Instant burstFrom;
    private Instant burstTo;

    Rhythm(ZoneId zone, SplittableRandom random, Instant start) {
        this.zone = zone;
        this.random = random;
        plan(start);
    }

    /** Returns how much happens at that time, compared with the average. Times must not run back. */
    double at(Instant time) {
        int second = time.atZone(zone).toLocalTime().toSecondOfDay();
        double usual = 1 + SWING * Math.cos(2 * Math.PI * (second - BUSIEST_SECOND) / DAY);
        return broken(time) ? usual * LOUDER : usual;
    }

    /** Tells whether something is broken at that time. */
    boolean broken(Instant time) {
        while (!time.isBefore(burstTo)) {
            plan(burstTo);
        }
        return !time.isBefore(burstFrom);
    }

    private void plan(Instant after) {
        double gap = -Math.log(1 - random.nextDouble()) * BETWEEN_BURSTS_SECONDS;
        burstFrom = after.plusMillis((long) (gap * 1_000));
        burstTo = burstFrom.plus(Duration.ofSeconds(random.nextLong(SHORTEST_BURST_SECONDS, LONGEST_BURST_SECONDS)));
    }
}
