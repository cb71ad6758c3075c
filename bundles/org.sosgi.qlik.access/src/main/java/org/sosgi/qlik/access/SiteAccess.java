package org.sosgi.qlik.access;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.status.Report;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Reply;

/**
 * The way to a site for tools that work without the agent: the same certificates, requests and words as {@link QlikAccess}, but nothing is
 * emitted or counted, and an answer beyond the limit is cut instead of refused. Safe for use by several threads.
 */
public final class SiteAccess implements Closeable {

    private static final int BODY_LIMIT = 1 << 20;
    private static final int CONNECTIONS = 64;
    private static final int CONNECTIONS_PER_SERVER = 4;

    private final Certificates certificates;
    private final Explanations explanations;
    private final Services services;

    /**
     * Files are read when they are first needed.
     *
     * @param passphrase of the key; empty for none
     * @param verify whether certificates and host names of the servers are verified
     * @param timeout of a request, with everything
     * @param repositoryTimeout the same for the repository
     */
    public SiteAccess(
            Path clientCert,
            Path clientKey,
            Path authorities,
            String passphrase,
            boolean verify,
            Duration timeout,
            Duration repositoryTimeout) {
        this(clientCert, clientKey, authorities, passphrase, verify, timeout, repositoryTimeout, "", false);
    }

    /**
     * @param leastTls the least version of TLS; empty for the usual
     * @param cbc whether suites without authenticated encryption will do, too
     */
    public SiteAccess(
            Path clientCert,
            Path clientKey,
            Path authorities,
            String passphrase,
            boolean verify,
            Duration timeout,
            Duration repositoryTimeout,
            String leastTls,
            boolean cbc) {
        certificates = new Certificates(clientCert, clientKey, authorities, passphrase, verify);
        explanations = new Explanations(certificates);
        HttpSettings settings = HttpSettings.of("site", timeout)
                .withBodyLimit(BODY_LIMIT)
                .withConnections(CONNECTIONS, CONNECTIONS_PER_SERVER)
                .withTls(certificates)
                .withLeastTls(leastTls);
        settings = verify ? settings : settings.withoutHostNames();
        services = new Services(cbc ? settings.withCbc() : settings, repositoryTimeout);
    }

    /** Returns how the client certificate and the authority are, as the status of an agent would tell. */
    public List<Report> certificates() {
        return new CertificateReports(certificates).reports();
    }

    /**
     * Asks once.
     *
     * @throws IOException if there is no answer with status 200; the message says why, in one line
     */
    public Reply ask(SenseRequest asked) throws IOException {
        try {
            Reply reply = services.send(asked);
            if (reply.status() != 200) {
                Answers.require(reply, asked, BODY_LIMIT, services.timeout(asked));
            }
            return reply;
        } catch (IOException e) {
            throw (IOException) explanations.told(asked, e);
        }
    }

    @Override
    public void close() {
        services.close();
    }
}
