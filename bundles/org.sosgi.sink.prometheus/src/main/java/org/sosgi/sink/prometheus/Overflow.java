package org.sosgi.sink.prometheus;

/** Counts what found no series of its own because its metric has as many as are allowed. */
@FunctionalInterface
interface Overflow {

    void count(String metric);
}
