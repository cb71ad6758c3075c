package org.sosgi.qlik.access;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** How certificates are told to people. */
final class Words {

    private static final long DAY_SECONDS = TimeUnit.DAYS.toSeconds(1);

    private Words() {}

    static LocalDate expiry(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Returns whole days; negative if it has expired. */
    static long daysToExpiry(X509Certificate certificate, Instant now) {
        return Math.floorDiv(
                certificate.getNotAfter().toInstant().getEpochSecond() - now.getEpochSecond(), DAY_SECONDS);
    }

    static boolean expired(X509Certificate certificate, Instant now) {
        return now.isAfter(certificate.getNotAfter().toInstant());
    }
}
