package org.sosgi.qlik.access;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;
import org.sosgi.pem.Identity;

/** How long the certificates will do, and why they do not. */
final class CertificateReports {

    private static final String KIND = "certificate";
    private static final long EARLY_DAYS = 30;

    private final Certificates certificates;

    CertificateReports(Certificates certificates) {
        this.certificates = certificates;
    }

    List<Report> reports() {
        Certificates.Known known = certificates.known();
        return List.of(client(known), authorities(known));
    }

    private static Report client(Certificates.Known known) {
        if (known.clientTrouble() != null) {
            return new Report(
                    KIND, "client", State.FAILED, known.clientTrouble().getMessage(), List.of());
        }
        return dated(
                "client",
                "the client certificate in " + known.client(),
                known.client().certificate(),
                List.of());
    }

    private Report authorities(Certificates.Known known) {
        Figure insecure = Figure.gauge("insecure_tls", certificates.verify() ? 0 : 1);
        if (!certificates.verify()) {
            return new Report(
                    KIND,
                    "ca",
                    State.DEGRADED,
                    "the certificates of the servers are unverified: anybody may pose as one of them; set"
                            + " rejectUnauthorized to true",
                    List.of(insecure));
        }
        if (known.authoritiesTrouble() != null) {
            return new Report(
                    KIND, "ca", State.FAILED, known.authoritiesTrouble().getMessage(), List.of(insecure));
        }
        X509Certificate next = next(known.authorities());
        return dated(
                "ca",
                "the certificate authority in " + certificates.authoritiesFile() + " (" + Identity.subject(next) + ")",
                next,
                List.of(insecure));
    }

    /** Of several, the next to expire; those long expired do no harm beside others. */
    private static X509Certificate next(List<X509Certificate> authorities) {
        Instant now = Instant.now();
        Comparator<X509Certificate> byExpiry = Comparator.comparing(X509Certificate::getNotAfter);
        return authorities.stream()
                .filter(c -> !Words.expired(c, now))
                .min(byExpiry)
                .orElseGet(() -> authorities.stream().max(byExpiry).orElseThrow());
    }

    private static Report dated(String name, String what, X509Certificate certificate, List<Figure> more) {
        Instant now = Instant.now();
        long days = Words.daysToExpiry(certificate, now);
        State state = State.OK;
        String detail = "";
        if (Words.expired(certificate, now)) {
            state = State.FAILED;
            detail = what + " expired on " + Words.expiry(certificate) + ": export a new one from the QMC";
        } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
            state = State.FAILED;
            detail = what + " is valid only from " + certificate.getNotBefore().toInstant()
                    + ": check the clock of this machine";
        } else if (days <= EARLY_DAYS) {
            state = State.DEGRADED;
            detail = what + " expires on " + Words.expiry(certificate) + ": export a new one from the QMC before";
        }
        var figures = new java.util.ArrayList<Figure>();
        figures.add(Figure.gauge("days_to_expiry", days));
        figures.addAll(more);
        return new Report(KIND, name, state, detail, figures);
    }
}
