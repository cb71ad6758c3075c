package org.sosgi.qlik.access;

import java.io.IOException;
import java.security.cert.CertificateException;

/** Our own certificates cannot be used, so nobody was asked. */
final class UnusableCertificateException extends IOException {

    private static final long serialVersionUID = 1;

    UnusableCertificateException(String message, Throwable cause) {
        super(message, new CertificateException(message, cause));
    }
}
