package org.sosgi.setup.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sosgi.api.status.Report;
import org.sosgi.qlik.access.SiteAccess;

/** Looks at the files with which a site is asked. */
public final class CertificateProbe {

    private CertificateProbe() {}

    /** @param key its file, whose mode is looked at */
    public static List<Finding> look(SiteAccess access, Path key) {
        List<Finding> found = new ArrayList<>();
        for (Report report : access.certificates()) {
            String what = report.name().equals("ca") ? "certificate authority" : "certificate of the client";
            found.add(
                    switch (report.state()) {
                        case OK -> Finding.ok(what, "valid for " + report.figure("days_to_expiry") + " days");
                        case FAILED -> Finding.fail(what, report.detail(), next(report.detail()));
                        default -> Finding.warn(what, report.detail(), next(report.detail()));
                    });
        }
        if (othersCanRead(key)) {
            found.add(Finding.warn(
                    "key of the client", key + " can be read by other users of this machine", "chmod 600 " + key));
        }
        return found;
    }

    private static String next(String detail) {
        if (detail.contains("passphrase")) {
            return "give the passphrase that was chosen in the export (clientCertPassphrase)";
        }
        return detail.contains("unverified")
                ? "set serversToMonitor.rejectUnauthorized to true"
                : "in the QMC: Certificates, export in PEM format with the secret key; then copy client.pem,"
                        + " client_key.pem and root.pem here";
    }

    private static boolean othersCanRead(Path file) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            return mode.contains(PosixFilePermission.GROUP_READ) || mode.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // what cannot be read is told elsewhere; where there are no modes, nobody can set them
        }
    }
}
