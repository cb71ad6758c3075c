package org.sosgi.sink.influxdb;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a database keeps its points.
 *
 * @param text as InfluxQL writes it: numbers with units, such as {@code 10d} or {@code 1w12h}, or {@code INF}; empty if
 *     not told
 * @param seconds the same in seconds; 0 for ever
 */
record Retention(String text, long seconds) {

    private static final Pattern PARTS = Pattern.compile("(\\d{1,18})(ns|us|u|µs|µ|ms|s|m|h|d|w)");

    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("u", 1_000L),
            Map.entry("us", 1_000L),
            Map.entry("µ", 1_000L),
            Map.entry("µs", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("d", 86_400_000_000_000L),
            Map.entry("w", 604_800_000_000_000L));

    /** @throws IllegalArgumentException if the text is no duration */
    static Retention parse(String given) {
        String text = given.strip();
        if (text.isEmpty() || text.equalsIgnoreCase("inf") || text.equals("0")) {
            return new Retention(text.isEmpty() ? "" : "INF", 0);
        }
        BigInteger nanos = BigInteger.ZERO;
        Matcher parts = PARTS.matcher(text.toLowerCase(Locale.ROOT));
        int end = 0;
        while (parts.find() && parts.start() == end) {
            nanos = nanos.add(new BigInteger(parts.group(1)).multiply(BigInteger.valueOf(NANOS.get(parts.group(2)))));
            end = parts.end();
        }
        BigInteger seconds = nanos.divide(BigInteger.valueOf(1_000_000_000));
        if (end != text.length() || seconds.bitLength() > 62) {
            throw new IllegalArgumentException(
                    "retention is \"" + given + "\", must be numbers with units s, m, h, d or w such as 10d, or INF");
        }
        return new Retention(text.toLowerCase(Locale.ROOT), seconds.longValue());
    }
}
