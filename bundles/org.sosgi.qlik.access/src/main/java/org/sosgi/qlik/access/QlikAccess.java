package org.sosgi.qlik.access;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Emitter;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Reply;

/** Asks the services of a Sense site, and tells how that went. */
@Component(
        name = "org.sosgi.qlik.access",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {SenseAccess.class, Reporter.class})
@Designate(ocd = AccessConfig.class)
public final class QlikAccess implements SenseAccess, Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(QlikAccess.class);

    private static final int MOST_REDIRECTS = 5;

    /** All services of 500 servers; more take turns. An idle one costs some 30 KiB, but a new one several milliseconds. */
    private static final int CONNECTIONS = 1_500;

    private static final int CONNECTIONS_PER_SERVER = 4;

    /** Longer than the usual polling interval of half a minute. */
    private static final Duration IDLE = Duration.ofSeconds(65);

    /** No collector's deadline is shorter. An interrupt within less comes from a stopping agent, and says nothing of the server. */
    private static final long LEAST_DEADLINE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int bodyLimit;
    private final Certificates certificates;
    private final CertificateReports reports;
    private final Explanations explanations;
    private final Services services;

    /** Null if servers are verified. */
    private final UnverifiedServers unverified;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ErrorTracker tracker;

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which, and what would be right */
    @Activate
    public QlikAccess(AccessConfig config) {
        Duration timeout = timeout("timeout", config.timeout());
        Duration repositoryTimeout = timeout("repository_timeout", config.repository__timeout());
        bodyLimit = (int) within("body_limit", config.body__limit(), 1_024, 1 << 30);
        certificates = new Certificates(
                path("client_cert", config.client__cert()),
                path("client_key", config.client__key()),
                path("ca", config.ca()),
                config._passphrase() == null ? "" : config._passphrase(),
                config.verify());
        reports = new CertificateReports(certificates);
        explanations = new Explanations(certificates);
        HttpSettings settings = HttpSettings.of("qlik-access", timeout)
                .withBodyLimit(bodyLimit)
                .withConnections(CONNECTIONS, CONNECTIONS_PER_SERVER)
                .withIdle(IDLE)
                .withRedirects(MOST_REDIRECTS)
                .withTls(certificates)
                .withLeastTls(config.tls__min__version());
        settings = config.verify() ? settings : settings.withoutHostNames();
        services = new Services(config.tls__allow__cbc() ? settings.withCbc() : settings, repositoryTimeout);
        unverified = config.verify() ? null : new UnverifiedServers();
        if (config.tls__allow__cbc()) {
            LOG.warn(
                    "Sense servers may use cipher suites without authenticated encryption (tls_allow_cbc): switch that off when"
                            + " the last Windows Server 2012 R2 is gone");
        }
        if (!config.verify()) {
            LOG.warn(
                    "The certificates of the Sense servers are not verified: anybody may pose as one of them, and learn what"
                            + " headers we send; set rejectUnauthorized to true");
        }
    }

    private static Duration timeout(String setting, long millis) {
        return Duration.ofMillis(within(setting, millis, 100, 600_000));
    }

    private static long within(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + " must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    private static Path path(String setting, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(setting + " must be the path of a PEM file");
        }
        return Path.of(value);
    }

    @Override
    public <T> T poll(SenseRequest asked, Emitter out, Reader<T> reader) throws IOException {
        if (unverified != null) {
            unverified.asked(asked.uri());
        }
        long start = System.nanoTime();
        long end = 0;
        Reply reply = null;
        try {
            reply = services.send(asked);
            end = System.nanoTime();
            Answers.require(reply, asked, bodyLimit, services.timeout(asked));
            T result = reader.read(reply.body());
            out.emit(PollEvent.of(asked, end - start, 200L, (long) reply.body().length, null));
            return result;
        } catch (IOException | RuntimeException e) {
            end = end == 0 ? System.nanoTime() : end;
            boolean interrupted = reply == null && e.getClass() == InterruptedIOException.class;
            if (interrupted && end - start < LEAST_DEADLINE_NANOS) {
                throw e;
            }
            Exception told = interrupted
                    ? explanations.late(asked, end - start, services.timeout(asked), e)
                    : explanations.told(asked, e);
            tell(asked, out, end - start, reply, told);
            if (interrupted || told instanceof RuntimeException) {
                throw e;
            }
            throw (IOException) told;
        }
    }

    private void tell(SenseRequest asked, Emitter out, long nanos, Reply reply, Exception failure) {
        Long status = reply == null ? null : Long.valueOf(reply.status());
        if (status == null && failure instanceof RequestFailedException request && request.status() > 0) {
            status = (long) request.status();
        }
        out.emit(PollEvent.of(asked, nanos, status, reply == null ? null : (long) reply.body().length, failure));
        ErrorTracker present = tracker;
        if (present != null) {
            present.record(PollError.of(asked, failure));
        }
    }

    @Override
    public List<Report> reports() {
        if (unverified == null) {
            return reports.reports();
        }
        List<Report> all = new ArrayList<>(reports.reports());
        all.addAll(unverified.reports());
        return all;
    }

    @Deactivate
    void close() {
        services.close();
    }
}
