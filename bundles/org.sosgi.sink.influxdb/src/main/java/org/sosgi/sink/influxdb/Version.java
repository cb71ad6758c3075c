package org.sosgi.sink.influxdb;

/**
 * The generations of InfluxDB. They differ in the way to speak to them, and in names and types of some tags and fields.
 */
enum Version {
    V1,
    V2,
    V3;

    /** @throws IllegalArgumentException if there is no such version */
    static Version of(int number) {
        if (number < 1 || number > 3) {
            throw new IllegalArgumentException("version is " + number + ", must be 1, 2 or 3");
        }
        return values()[number - 1];
    }

    /** Whether tags are written in the order of their names. Version 1 keeps the order in which they were declared. */
    boolean sortsTags() {
        return this != V1;
    }
}
