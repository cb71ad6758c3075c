package org.sosgi.simulator.site;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder with the certificates of a site and its client, made when they are needed. */
public final class CertificateFolder {

    private static final Duration LEFT = Duration.ofDays(1);

    private final Path folder;
    private final KeyKind kind;

    /** Keys are RSA, as those of Sense are. */
    public CertificateFolder(Path folder) {
        this(folder, KeyKind.RSA);
    }

    /** @param kind of the keys, when they are made */
    public CertificateFolder(Path folder, KeyKind kind) {
        this.folder = folder;
        this.kind = kind;
    }

    /**
     * Returns the site's certificate, from the folder if there is one that is good for these addresses for another day. If not, makes an
     * authority anew and all the files, as {@link Authority#export} does; that takes a second or two.
     */
    public Credentials server(Collection<String> addresses) throws IOException, GeneralSecurityException {
        try {
            Credentials found = Credentials.read(folder, "server");
            Credentials.read(folder, "client");
            if (covers(found.certificate(), addresses)) {
                return found;
            }
        } catch (IOException e) {
            // Not there yet, or not whole: then they are made.
        }
        String[] names = Stream.concat(Stream.of("localhost"), addresses.stream())
                .distinct()
                .toArray(String[]::new);
        return Authority.create("SOSGi simulator", kind).export(folder, names);
    }

    private static boolean covers(X509Certificate certificate, Collection<String> addresses) throws IOException {
        if (certificate.getNotAfter().before(Date.from(Instant.now().plus(LEFT)))) {
            return false;
        }
        try {
            Set<InetAddress> known = new HashSet<>();
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(7)) {
                    known.add(InetAddress.getByName((String) name.get(1)));
                }
            }
            for (String address : addresses) {
                if (!known.contains(InetAddress.getByName(address))) {
                    return false;
                }
            }
            return true;
        } catch (CertificateParsingException e) {
            throw new IOException(e);
        }
    }
}
