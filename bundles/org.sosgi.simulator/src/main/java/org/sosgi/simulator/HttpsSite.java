package org.sosgi.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.simulator.model.Scene;
import org.sosgi.simulator.model.Site;
import org.sosgi.simulator.site.CertificateFolder;
import org.sosgi.simulator.site.Content;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.SenseSite;
import org.sosgi.simulator.site.Service;

/** The part of the demonstration that is asked over HTTPS. Starts in a thread of its own, since certificates take a moment to make. */
final class HttpsSite {

    private static final Logger LOG = LoggerFactory.getLogger(HttpsSite.class);
    private static final long RETRY_MILLIS = 5_000;

    /** Who makes keys cannot be interrupted; it is not waited for long, as what it starts late is closed at once. */
    private static final long STOP_MILLIS = 1_000;

    private final Path certificates;
    private final List<String> nodes;
    private final Map<Service, Integer> ports;
    private final Content content;
    private final Thread starter = new Thread(this::start, "simulator-site");
    private volatile SenseSite site;
    private boolean ended;

    HttpsSite(
            Path certificates,
            List<String> nodes,
            Map<Service, Integer> ports,
            Site invented,
            Clock clock,
            Supplier<Scene> scene) {
        this.certificates = certificates;
        this.nodes = List.copyOf(nodes);
        this.ports = new EnumMap<>(ports);
        this.content = Content.of(invented, clock, scene);
        starter.setDaemon(true);
    }

    void begin() {
        starter.start();
    }

    void end() throws InterruptedException {
        starter.interrupt();
        starter.join(STOP_MILLIS);
        synchronized (this) {
            ended = true;
            if (site != null) {
                site.close();
                site = null;
            }
        }
    }

    private synchronized void publish(SenseSite started) {
        if (ended) {
            started.close();
        } else {
            site = started;
        }
    }

    /** Returns the site once it listens. */
    Optional<SenseSite> running() {
        return Optional.ofNullable(site);
    }

    List<String> nodes() {
        return nodes;
    }

    /** Tries until it listens: the ports may still be those of the bundle that this one replaces. */
    private void start() {
        String told = "";
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Credentials server = new CertificateFolder(certificates).server(nodes);
                var builder = SenseSite.with(server)
                        .addresses(nodes.toArray(String[]::new))
                        .content(content)
                        .requests(0);
                ports.forEach(builder::port);
                SenseSite started = builder.start();
                LOG.info(
                        "simulated Sense nodes {} answer on ports {} (engine), {} (proxy), {} (repository); certificates in {}",
                        nodes,
                        started.port(Service.ENGINE),
                        started.port(Service.PROXY),
                        started.port(Service.REPOSITORY),
                        certificates);
                publish(started);
                return;
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                if (!told.equals(e.getMessage())) {
                    told = String.valueOf(e.getMessage());
                    LOG.warn("the simulated Sense site cannot start yet, it is tried again: {}", told);
                }
                try {
                    Thread.sleep(RETRY_MILLIS);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }
}
