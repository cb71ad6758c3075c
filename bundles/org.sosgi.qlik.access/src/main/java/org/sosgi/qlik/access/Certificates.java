package org.sosgi.qlik.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.http.PemFile;
import org.sosgi.http.TlsSource;
import org.sosgi.http.Trust;
import org.sosgi.pem.Identity;
import org.sosgi.pem.Stamp;

/**
 * The three files of an export, read when they are first needed and again when they change, so that certificates can be replaced while
 * the agent runs.
 */
final class Certificates implements TlsSource {

    /**
     * How they are at a moment. One of the two of each pair is null.
     *
     * @param client what we show
     * @param clientTrouble why there is nothing to show
     * @param authorities whom we trust; nobody in particular, and their file is not read, if servers are not verified
     * @param authoritiesTrouble why we know nobody to trust
     */
    record Known(
            Identity client,
            IOException clientTrouble,
            List<X509Certificate> authorities,
            IOException authoritiesTrouble) {

        boolean complete() {
            return clientTrouble == null && authoritiesTrouble == null;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    /** What it is called in the config file. */
    private static final String PASSPHRASE = "clientCertPassphrase";

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path clientFile;
    private final Path keyFile;
    private final Path authoritiesFile;
    private final String passphrase;
    private final boolean verify;

    /** All guarded by this. */
    private Known known;

    private List<Stamp> stamps = List.of();
    private long looked;
    private SSLContext context;
    private Instant contextEnds = Instant.MAX;
    private String said = "";

    Certificates(Path clientFile, Path keyFile, Path authoritiesFile, String passphrase, boolean verify) {
        this.clientFile = clientFile;
        this.keyFile = keyFile;
        this.authoritiesFile = authoritiesFile;
        this.passphrase = passphrase;
        this.verify = verify;
    }

    Path clientFile() {
        return clientFile;
    }

    Path authoritiesFile() {
        return authoritiesFile;
    }

    boolean verify() {
        return verify;
    }

    /** @throws UnusableCertificateException if they cannot be used now; the message says why */
    @Override
    public synchronized SSLContext context() throws IOException {
        Known now = known();
        if (now.clientTrouble() != null) {
            throw unusable(now.clientTrouble());
        }
        requireValid(now.client());
        if (context == null || Instant.now().isAfter(contextEnds)) {
            context = Trust.context(trust(now), new OneKey(now.client()));
        }
        return context;
    }

    /** Looks at the files at most once a second, and reads them only if they changed or could not be used. */
    synchronized Known known() {
        long time = System.nanoTime();
        if (known != null && time - looked < LOOK_NANOS) {
            return known;
        }
        looked = time;
        List<Stamp> found = List.of(Stamp.of(clientFile), Stamp.of(keyFile), Stamp.of(authoritiesFile));
        if (known == null || !known.complete() || !found.equals(stamps)) {
            stamps = found;
            Known read = read();
            if (known == null || !read.complete() || !known.complete() || !read.equals(known)) {
                context = null;
            }
            known = read;
            tell(read);
        }
        return known;
    }

    private Known read() {
        Identity client = null;
        IOException clientTrouble = null;
        try {
            client = Identity.read(clientFile, keyFile, passphrase, PASSPHRASE);
        } catch (IOException e) {
            clientTrouble = e;
        }
        if (!verify) {
            return new Known(client, clientTrouble, List.of(), null);
        }
        try {
            return new Known(client, clientTrouble, PemFile.certificates(authoritiesFile), null);
        } catch (IOException e) {
            return new Known(client, clientTrouble, null, e);
        }
    }

    private void tell(Known read) {
        String news = "";
        if (read.clientTrouble() != null) {
            news = read.clientTrouble().getMessage();
        } else if (read.authoritiesTrouble() != null) {
            news = read.authoritiesTrouble().getMessage();
        }
        if (!news.isEmpty() && !news.equals(said)) {
            LOG.warn("No Sense service can be asked: {}", news);
        } else if (news.isEmpty()) {
            LOG.info(
                    "Read client certificate {}, valid until {}, and {}",
                    read.client(),
                    Words.expiry(read.client().certificate()),
                    verify
                            ? read.authorities().size() + " certificate(s) of authorities in " + authoritiesFile
                            : "nobody's to verify servers with");
        }
        said = news;
    }

    private X509ExtendedTrustManager trust(Known now) throws IOException {
        if (!verify) {
            contextEnds = Instant.MAX;
            return Trust.unverified();
        }
        if (now.authoritiesTrouble() != null) {
            throw unusable(now.authoritiesTrouble());
        }
        Instant time = Instant.now();
        List<X509Certificate> valid =
                now.authorities().stream().filter(c -> !Words.expired(c, time)).toList();
        if (valid.isEmpty()) {
            X509Certificate expired = now.authorities().get(0);
            throw new UnusableCertificateException(
                    "the certificate authority in " + authoritiesFile + " (" + Identity.subject(expired)
                            + ") expired on " + Words.expiry(expired) + ": export the certificates of the site again",
                    null);
        }
        contextEnds = valid.stream()
                .map(c -> c.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        return Trust.in(valid, "a certificate in " + authoritiesFile);
    }

    private static void requireValid(Identity client) throws UnusableCertificateException {
        X509Certificate certificate = client.certificate();
        if (Words.expired(certificate, Instant.now())) {
            throw new UnusableCertificateException(
                    "the client certificate in " + client + " expired on " + Words.expiry(certificate)
                            + ": export a new one from the QMC",
                    null);
        }
        if (Instant.now().isBefore(certificate.getNotBefore().toInstant())) {
            throw new UnusableCertificateException(
                    "the client certificate in " + client + " is valid only from "
                            + certificate.getNotBefore().toInstant() + ": check the clock of this machine",
                    null);
        }
    }

    /** A new one each time, as several threads may add to it. */
    private static UnusableCertificateException unusable(IOException trouble) {
        return new UnusableCertificateException(trouble.getMessage(), trouble);
    }
}
