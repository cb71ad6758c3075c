package org.sosgi.api.history;

/** What becomes of the numbers in one bucket. */
public enum Aggregate {
    MEAN,
    MIN,
    MAX,
    /** The latest. */
    LAST,
    SUM,
    /** How many there were. */
    COUNT
}
