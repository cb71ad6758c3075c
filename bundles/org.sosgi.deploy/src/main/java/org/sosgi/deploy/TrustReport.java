package org.sosgi.deploy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.launcher.trust.Trust;

/** Tells how trust is: the keys, what the gate did, and, again and again, that unsigned plugins are allowed. */
final class TrustReport {

    private static final Logger LOG = LoggerFactory.getLogger(TrustReport.class);
    private static final long PAUSE = TimeUnit.HOURS.toNanos(1);

    private final Trust trust;
    private long warned;
    private List<String> problems = List.of();

    TrustReport(Trust trust) {
        this.trust = trust;
        trust.tell(LOG::warn);
        warn();
    }

    /** To be called often. */
    void look() {
        if (System.nanoTime() - warned > PAUSE) {
            warn();
        }
        List<String> now = trust.keys().problems();
        if (!now.equals(problems)) {
            now.forEach(LOG::warn);
            problems = now;
        }
    }

    private void warn() {
        warned = System.nanoTime();
        if (trust.isUnsignedAllowed()) {
            LOG.warn(
                    "UNSIGNED PLUGINS ARE ALLOWED (--allow-unsigned-plugins): whoever can write into deploy/ can run what"
                            + " they like here. For the development of plugins only; the agent listens on this machine only");
        }
    }

    Report report() {
        Trust.Figures figures = trust.figures();
        String detail = "";
        if (figures.unsignedAllowed()) {
            detail = "unsigned plugins are allowed (--allow-unsigned-plugins)";
        } else if (!figures.problems().isEmpty()) {
            detail = figures.problems().get(0);
        } else if (figures.refused() > 0) {
            detail = figures.lastRefusal();
        }
        return new Report(
                "trust",
                "trust",
                detail.isEmpty() ? Report.State.OK : Report.State.DEGRADED,
                detail,
                List.of(
                        Figure.gauge("keys_pinned", figures.keys()),
                        Figure.gauge("unsigned_allowed", figures.unsignedAllowed() ? 1 : 0),
                        Figure.counter("bundles_verified", figures.verified()),
                        Figure.counter("bundles_unsigned", figures.unsigned()),
                        Figure.counter("bundles_refused", figures.refused())));
    }
}
