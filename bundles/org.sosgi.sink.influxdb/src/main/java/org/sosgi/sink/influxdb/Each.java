package org.sosgi.sink.influxdb;

/** Something that differs between the versions of InfluxDB. */
record Each<T>(T v1, T v2, T v3) {

    static <T> Each<T> all(T value) {
        return new Each<>(value, value, value);
    }

    T in(Version version) {
        return switch (version) {
            case V1 -> v1;
            case V2 -> v2;
            case V3 -> v3;
        };
    }
}
