package org.sosgi.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts values into the variables of a query, as Grafana does: <a
 * href="https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/">variable syntax</a>, <a
 * href="https://grafana.com/docs/grafana/latest/datasources/influxdb/template-variables/">InfluxDB</a>, <a
 * href="https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/">Prometheus</a>.
 *
 * @param scrape how often the data source gets new values
 * @param values of the dashboard's own variables, each as it goes into the text
 */
record Interpolation(Instant from, Instant to, Duration scrape, Map<String, Value> values) {

    /** As many points as a panel of usual width asks for. */
    private static final int POINTS = 1_000;

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)(?::(\\w+))?}");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$*+?.()|\\[\\]{}/]");

    /** What is chosen for a variable. */
    sealed interface Value {

        /** One text, as it is. */
        record Plain(String text) implements Value {}

        /** All, of a variable with a text of its own for it, which is never escaped. */
        record All(String pattern) implements Value {}

        /** Several values of a list. */
        record Several(List<String> texts) implements Value {}
    }

    /** Returns the distance between two points: what range and width ask for, but not less than what the panel wants. */
    Duration step(Dashboard.Query query) {
        Duration least = query.minInterval().isEmpty() ? scrape : Duration.parse("PT" + query.minInterval());
        Duration wanted = Duration.between(from, to).dividedBy(POINTS);
        return wanted.compareTo(least) < 0 ? least : Duration.ofSeconds(Math.max(1, wanted.toSeconds()));
    }

    /** @throws IllegalArgumentException if there is a variable that nobody knows */
    String in(String text, Duration step) {
        Map<String, Value> known = new LinkedHashMap<>(values);
        builtIn(step).forEach((name, value) -> known.put(name, new Value.Plain(value)));
        return VARIABLE.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(replacement(match.group(), known, name(match), match.group(3))));
    }

    private static String name(java.util.regex.MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private Map<String, String> builtIn(Duration step) {
        long rate =
                Math.max(step.plus(scrape).toSeconds(), scrape.multipliedBy(4).toSeconds());
        return Map.of(
                "timeFilter",
                "time >= " + from.toEpochMilli() + "ms and time <= " + to.toEpochMilli() + "ms",
                "__interval",
                step.toSeconds() + "s",
                "__interval_ms",
                String.valueOf(step.toMillis()),
                "__rate_interval",
                rate + "s",
                "__range",
                Duration.between(from, to).toSeconds() + "s");
    }

    private static String replacement(String found, Map<String, Value> known, String name, String format) {
        Value value = known.get(name);
        if (value == null) {
            if (found.startsWith("$tag_") || found.equals("$col")) {
                return found;
            }
            throw new IllegalArgumentException("nobody knows the variable " + found);
        }
        if (value instanceof Value.Plain plain) {
            return plain.text();
        }
        if (value instanceof Value.All all) {
            return all.pattern();
        }
        // With a format, the text is escaped for a regular expression; without, as Prometheus wants it in a quoted
        // text.
        boolean quoted = !"regex".equals(format);
        List<String> texts = ((Value.Several) value)
                .texts().stream().map(text -> escaped(text, quoted)).toList();
        return texts.size() == 1 ? texts.get(0) : texts.stream().collect(Collectors.joining("|", "(", ")"));
    }

    private static String escaped(String text, boolean quoted) {
        if (!quoted) {
            return SPECIAL.matcher(text).replaceAll("\\\\$0");
        }
        return text.replace("\\", "\\\\\\\\").replaceAll("[$^*{}\\[\\]'+?.()|]", "\\\\\\\\$0");
    }
}
