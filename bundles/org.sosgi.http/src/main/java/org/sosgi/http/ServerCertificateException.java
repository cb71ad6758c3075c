package org.sosgi.http;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A server showed a certificate that is not to be trusted. The message says in one line why, and what would be right. */
final class ServerCertificateException extends CertificateException {

    private static final long serialVersionUID = 1;

    /** What is wrong with a certificate. */
    enum Fault {
        EXPIRED,
        NOT_YET_VALID,
        OTHER_NAME,
        OTHER_AUTHORITY,
        NOT_ACCEPTABLE
    }

    private static final int NAMES_TOLD = 10;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final Fault fault;

    private ServerCertificateException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /**
     * @param host by which name the server was called; null if nobody knows
     * @param authorities who is trusted, in words that go after "signed by"
     * @param cause what the Java runtime says
     */
    static ServerCertificateException of(
            X509Certificate[] chain, String host, String authorities, CertificateException cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof CertificateExpiredException) {
                X509Certificate expired = outside(chain, true);
                return new ServerCertificateException(
                        Fault.EXPIRED,
                        "the server's certificate expired on "
                                + day(expired.getNotAfter().toInstant()) + " (" + subject(expired)
                                + "): the server needs a new one",
                        cause);
            }
            if (e instanceof CertificateNotYetValidException) {
                X509Certificate early = outside(chain, false);
                return new ServerCertificateException(
                        Fault.NOT_YET_VALID,
                        "the server's certificate is valid only from "
                                + early.getNotBefore().toInstant() + " (" + subject(early)
                                + "): check the clocks of both machines",
                        cause);
            }
        }
        if (cause.getCause() == null && cause.getClass() == CertificateException.class && host != null) {
            List<String> names = names(chain[0]);
            return new ServerCertificateException(
                    Fault.OTHER_NAME,
                    "the server's certificate is not for the host name " + Text.clean(host) + " but for "
                            + (names.isEmpty() ? "no name at all" : Text.clean(String.join(", ", names)))
                            + ": use one of its names as host, or give the server a certificate for this name",
                    cause);
        }
        Throwable deepest = cause;
        boolean chained = false;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
            chained |= deepest instanceof CertPathValidatorException failure
                    && failure.getReason() != CertPathValidatorException.BasicReason.INVALID_SIGNATURE
                    && failure.getReason() != CertPathValidatorException.BasicReason.UNSPECIFIED
                    && failure.getReason() != PKIXReason.NO_TRUST_ANCHOR;
        }
        if (chained) {
            return new ServerCertificateException(
                    Fault.NOT_ACCEPTABLE,
                    "the server's certificate (" + subject(chain[0]) + ") cannot be accepted: "
                            + Text.clean(String.valueOf(deepest.getMessage())),
                    cause);
        }
        return new ServerCertificateException(
                Fault.OTHER_AUTHORITY,
                "the server's certificate (" + subject(chain[0]) + ", issued by "
                        + Text.clean(
                                chain[chain.length - 1].getIssuerX500Principal().getName())
                        + ") is not signed by " + authorities
                        + ": check that these are the authorities of that server",
                cause);
    }

    private static X509Certificate outside(X509Certificate[] chain, boolean after) {
        Instant now = Instant.now();
        for (X509Certificate certificate : chain) {
            if (after
                    ? now.isAfter(certificate.getNotAfter().toInstant())
                    : now.isBefore(certificate.getNotBefore().toInstant())) {
                return certificate;
            }
        }
        return chain[0];
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String subject(X509Certificate certificate) {
        return Text.clean(certificate.getSubjectX500Principal().getName());
    }

    /** Returns the names a client may call the server by; that of the subject only if there are no others. */
    private static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives == null) {
                return List.of(certificate.getSubjectX500Principal().getName());
            }
            for (List<?> alternative : alternatives) {
                int kind = (Integer) alternative.get(0);
                if ((kind == DNS_NAME || kind == IP_ADDRESS) && names.size() < NAMES_TOLD) {
                    names.add(String.valueOf(alternative.get(1)));
                }
            }
        } catch (CertificateException e) {
            // Unreadable names are as good as none.
        }
        return names;
    }
}
