package org.sosgi.sink.prometheus;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.util.Locale;

/** In what form metrics are told. */
enum Format {
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    ExpositionFormatWriter writer() {
        return this == TEXT
                ? PrometheusTextFormatWriter.builder().build()
                : OpenMetricsTextFormatWriter.builder().build();
    }

    /**
     * Returns OpenMetrics if it is asked for by name, and text is not preferred.
     *
     * @param accept the header of that name; null if there is none
     */
    static Format accepted(String accept) {
        double open = 0;
        double text = 0;
        for (String range :
                (accept == null ? "" : accept).toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";", -1);
            switch (parts[0].strip()) {
                case "application/openmetrics-text" -> open = Math.max(open, quality(parts));
                case "text/plain" -> text = Math.max(text, quality(parts));
                default -> {}
            }
        }
        return open > 0 && open >= text ? OPEN_METRICS : TEXT;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
