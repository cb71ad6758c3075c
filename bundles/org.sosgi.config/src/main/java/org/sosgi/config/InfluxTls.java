package org.sosgi.config;

/**
 * How InfluxDB is reached: {@code tls: true} with {@code caFile} beside it, or all of it as a group under {@code tls}.
 *
 * @param ca the key of the file with the authorities to trust
 */
record InfluxTls(boolean on, String ca, boolean verify, String minVersion) {

    static final String PATH = "influxdbConfig.tls";

    private static final String OUTER_CA = "influxdbConfig.caFile";
    private static final String INNER_CA = PATH + ".caFile";

    static InfluxTls of(Section file) {
        return new InfluxTls(
                file.flag(PATH) || file.flag(PATH + ".enable"),
                file.text(INNER_CA, "").isBlank() ? OUTER_CA : INNER_CA,
                file.flag(PATH + ".rejectUnauthorized", true),
                file.text(PATH + ".minVersion", ""));
    }
}
