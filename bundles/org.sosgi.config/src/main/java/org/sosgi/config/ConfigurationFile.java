package org.sosgi.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.launcher.options.NewRelicAccounts;

/**
 * The configuration file of a running agent: applied before {@code activate} returns, and again whenever it changes. A
 * file with errors is refused as a whole and the settings stay as they were.
 *
 * <p>The framework property {@code sosgi.config} names the file; without it, it is {@code etc/butler-sos.yaml} under
 * {@code sosgi.home}, which need not exist. {@code sosgi.config.poll} says how often to look for a change, in
 * milliseconds. What could not be applied because somebody else's configuration was there is applied as soon as that is
 * deleted. With {@code sosgi.config.skip-verification=true} a file with errors is applied as far as it goes.
 */
@Component(immediate = true)
public final class ConfigurationFile implements Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFile.class);
    private static final Duration USUAL_POLL = Duration.ofSeconds(1);

    private final Path file;
    private final boolean asked;
    private final boolean unverified;
    private final Applier applier;
    private final FileWatch watch;
    private final LogSettings logging;
    private final NewRelicAccounts accounts;
    private final SchemaMemory memory;
    private final FileSafety safety = new FileSafety();
    private final Path etc;
    private final ServiceRegistration<ConfigurationListener> deletions;
    private volatile ApplicationState state;

    /** @param accounts those of the command line, or null */
    @Activate
    public ConfigurationFile(
            BundleContext bundle,
            @Reference ConfigurationAdmin admin,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL) NewRelicAccounts accounts) {
        this.accounts = accounts;
        String named = bundle.getProperty("sosgi.config");
        String home = bundle.getProperty("sosgi.home");
        etc = home == null ? null : Path.of(home, "etc");
        if (accounts != null) {
            LOG.warn("API keys of New Relic stand on the command line, where every user of this machine can see them;"
                    + " write them in the file, as ${file:PATH}");
        }
        asked = named != null && !named.isBlank();
        file = asked ? Path.of(named.trim()) : Path.of(home == null ? "" : home, "etc", "butler-sos.yaml");
        unverified = Boolean.parseBoolean(bundle.getProperty("sosgi.config.skip-verification"));
        applier = new Applier(admin, new Ledger(kept(bundle, home, "applied")));
        memory = new SchemaMemory(kept(bundle, home, "checked"), program(bundle));
        logging = new LogSettings(bundle);
        state = ApplicationState.unread(applier.applied());
        watch = new FileWatch(
                file,
                poll(bundle.getProperty("sosgi.config.poll")),
                this::apply,
                this::applyMissing,
                safety::lookAgain);
        forgetGoneFiles(admin);
        // Listens before it applies, so that no deletion is missed.
        deletions = bundle.registerService(
                ConfigurationListener.class,
                event -> {
                    if (event.getType() == ConfigurationEvent.CM_DELETED) {
                        watch.wake();
                    }
                },
                null);
        apply();
        watch.start();
    }

    /** Before anything that is configured starts, and before the file is applied, for which they would be in the way. */
    private static void forgetGoneFiles(ConfigurationAdmin admin) {
        try {
            GoneFiles.forget(admin).forEach(LOG::info);
        } catch (IOException | RuntimeException e) {
            LOG.error("what was deleted from etc/ while the agent was down may still be in force", e);
        }
    }

    /** What has to outlast a restart; the framework's own storage for bundles does not, it is made anew. */
    private static Path kept(BundleContext bundle, String home, String name) {
        return home == null ? bundle.getDataFile(name).toPath() : Path.of(home, "var", "state", name);
    }

    /** Returns what differs for another program: the launcher's name for it, or else what is known of this bundle. */
    private static String program(BundleContext bundle) {
        String id = bundle.getProperty("sosgi.program.id");
        return id != null
                ? id
                : bundle.getBundle().getVersion() + " " + bundle.getBundle().getLastModified();
    }

    private static Duration poll(String millis) {
        try {
            return millis == null ? USUAL_POLL : Duration.ofMillis(Long.parseLong(millis.trim()));
        } catch (NumberFormatException e) {
            LOG.warn("sosgi.config.poll must be a number of milliseconds; {} are taken", USUAL_POLL.toMillis());
            return USUAL_POLL;
        }
    }

    @Deactivate
    void stop() {
        deletions.unregister();
        watch.close();
    }

    private void apply() {
        try {
            Checked checked = check();
            if (checked.usable()) {
                logging.apply(checked.settings());
            }
            tell(checked.problems());
            boolean insisted = unverified && checked.readable();
            if (!checked.usable() && !insisted) {
                LOG.error("{} is refused, the settings stay as they were", file);
                state = state.refused(checked, file.getFileName().toString());
                return;
            }
            Applier.Changes changes = applier.apply(checked.configurations(), Secrets.of(checked.settings()));
            changes.refused().forEach(line -> LOG.warn("{}: {}", file, line));
            changes.done().forEach(line -> LOG.info("{}: {}", file, line));
            state = ApplicationState.applied(checked, applier.applied());
            if (!checked.usable()) {
                LOG.warn("{} is applied in spite of its errors, because verification is switched off", file);
            }
        } catch (NoSuchFileException e) {
            missing();
        } catch (IOException | RuntimeException e) {
            state = state.unreadable(file + " cannot be read or applied: " + e.getMessage());
            LOG.error("{} could not be read or applied; the settings stay as they are", file, e);
        }
    }

    private void applyMissing() {
        try {
            List<String> done = applier.applyMissing().done();
            done.forEach(line -> LOG.info("{}: {}", file, line));
            if (!done.isEmpty()) {
                state = state.with(applier.applied());
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("{} could not be applied where other configurations were deleted", file, e);
        }
    }

    /** Asks nothing of the network, see {@link HostConcern}. */
    private Checked check() throws IOException {
        Checked checked = new Checker(System.getenv(), memory).check(file);
        Checked all = (accounts == null ? checked : checked.with(accounts))
                .and(new AccountsConcern())
                .and(new FilesConcern());
        return all.and(safety.look(FileModes.of(file, all, etc)));
    }

    private void missing() {
        String told = file + " does not exist";
        if (asked || applier.applied() > 0) {
            state = state.unreadable(told);
            LOG.error("{}; the settings stay as they are", told);
        } else {
            state = state.absent(told);
            LOG.info("{}; it is applied when it comes", told);
        }
    }

    private void tell(List<Problem> problems) {
        for (Problem problem : problems) {
            String line = problem.in(file.toString());
            switch (problem.severity()) {
                case ERROR -> LOG.error("{}", line);
                case WARNING -> LOG.warn("{}", line);
                case INFO -> LOG.info("{}", line);
            }
        }
    }

    @Override
    public List<Report> reports() {
        return List.of(state.report(file.getFileName().toString()), safety.report());
    }
}
