package org.sosgi.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/** Opens the agent's journal as configured and offers it as a service. */
@Component(configurationPid = "org.sosgi.journal", service = Reporter.class, immediate = true)
@Designate(ocd = ConfiguredJournal.Config.class)
public final class ConfiguredJournal implements Reporter {

    @ObjectClassDefinition(name = "SOSGi: journal", description = "Where events wait until every sink has them")
    public @interface Config {
        @AttributeDefinition(name = "Directory", description = "Relative to the agent's folder")
        String directory() default "var/journal";

        @AttributeDefinition(name = "Segment size", description = "Bytes at which a new segment file is begun")
        long segment_bytes() default 64L << 20;

        @AttributeDefinition(
                name = "Largest size",
                description = "Bytes; beyond it the oldest segments are removed, read or not. At least two segments")
        long max_bytes() default 2L << 30;

        @AttributeDefinition(
                name = "Largest age",
                description = "Hours that a segment is kept; 0 keeps it whatever its age")
        int max_age_hours() default 168;

        @AttributeDefinition(
                name = "Sync interval",
                description =
                        "Milliseconds that an event may wait to be forced to disk: the most a loss of power can take")
        int sync_interval_ms() default 100;

        @AttributeDefinition(
                name = "Memory",
                description = "Bytes of the newest events kept in memory for sinks that keep up")
        long tail_bytes() default 16L << 20;
    }

    private final Journal journal;
    private final ServiceRegistration<Journal> registration;

    @Activate
    public ConfiguredJournal(BundleContext context, Config config) throws IOException {
        String home = context.getProperty("sosgi.home");
        Path directory = Path.of(home == null ? "" : home).toAbsolutePath().resolve(config.directory());
        journal = Journal.open(new JournalOptions(
                directory,
                config.segment_bytes(),
                config.max_bytes(),
                Duration.ofHours(config.max_age_hours()),
                Duration.ofMillis(config.sync_interval_ms()),
                config.tail_bytes()));
        registration = context.registerService(Journal.class, journal, null);
    }

    @Override
    public List<Report> reports() {
        return List.of(journal.report());
    }

    @Deactivate
    void close() throws IOException {
        registration.unregister();
        journal.close();
    }
}
