package org.sosgi.history;

import org.sosgi.api.history.Aggregate;

/** The numbers of one bucket. */
final class Cell {

    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;
    private long lastTime = Long.MIN_VALUE;

    /** @param time in any unit, as long as it is always the same */
    void add(double value, long time) {
        add(1, value, value, value, value, time);
    }

    void add(long values, double total, double least, double most, double latest, long time) {
        count += values;
        sum += total;
        min = Math.min(min, least);
        max = Math.max(max, most);
        if (time >= lastTime) {
            lastTime = time;
            last = latest;
        }
    }

    void count(long events) {
        count += events;
    }

    double value(Aggregate aggregate) {
        return switch (aggregate) {
            case MEAN -> sum / count;
            case MIN -> min;
            case MAX -> max;
            case LAST -> last;
            case SUM -> sum;
            case COUNT -> count;
        };
    }
}
