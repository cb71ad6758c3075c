package org.sosgi.sink.prometheus;

import org.sosgi.ecma.EcmaNumber;

/**
 * Writes gauges as Butler SOS does: labels in the order in which they are configured, numbers as JavaScript writes them. The client
 * library would sort the labels, and tell 1234 as 1234.0.
 */
final class GaugeText {

    private final StringBuilder text = new StringBuilder(64 * 1024);
    private final Format format;
    private String name;

    GaugeText(Format format) {
        this.format = format;
    }

    void begin(String metric, String help) {
        name = metric;
        text.append("# HELP ").append(metric).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(metric).append(" gauge\n");
    }

    /** @param labels as {@link ServerLabels} writes them */
    void sample(String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(EcmaNumber.text(value)).append('\n');
    }

    /** A blank line, which OpenMetrics does not allow. */
    void end() {
        if (format == Format.TEXT) {
            text.append('\n');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
