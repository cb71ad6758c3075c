package org.sosgi.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.launcher.crash.CrashReports;
import org.sosgi.launcher.crash.CrashSettings;

/** Hands the settings of crash reports to the launcher; logs and reports the exceptions nobody caught. */
@Component(configurationPid = "org.sosgi.crash", immediate = true)
@Designate(ocd = UncaughtExceptions.Config.class)
public final class UncaughtExceptions implements Reporter {

    @ObjectClassDefinition(
            name = "SOSGi crash reports",
            description =
                    "Where to leave a report when the agent or one of its threads ends of an exception. In neither form:"
                            + " none is written.")
    @interface Config {

        @AttributeDefinition(name = "Directory", description = "Absolute path; empty: var/crash_dumps of the agent")
        String directory() default "";

        @AttributeDefinition(name = "JSON", description = "Write reports as JSON")
        boolean json() default true;

        @AttributeDefinition(name = "Text", description = "Write reports as text")
        boolean text() default true;
    }

    private static final Logger LOG = LoggerFactory.getLogger(UncaughtExceptions.class);
    private static final int MOST_LINES = 50;
    /** So long a dead thread is worth a look. */
    private static final long FRESH = TimeUnit.HOURS.toNanos(1);

    private final CrashReports reports;
    private final ConfigurationAdmin configurations;
    private final String home;
    private volatile String last = "";
    private volatile long lastTime;

    /** @param reports null where the agent runs without its launcher */
    @Activate
    public UncaughtExceptions(
            @Reference(cardinality = ReferenceCardinality.OPTIONAL) CrashReports reports,
            @Reference ConfigurationAdmin configurations,
            Config config,
            BundleContext context) {
        this.reports = reports;
        this.configurations = configurations;
        home = context.getProperty("sosgi.home");
        if (reports != null) {
            Path directory =
                    config.directory().isBlank() ? Path.of(home, "var", "crash_dumps") : Path.of(config.directory());
            reports.configure(new CrashSettings(directory, config.json(), config.text()));
            reports.describeWith(this::known);
            reports.tell(this::told);
        }
    }

    @Deactivate
    void close() {
        if (reports != null) {
            reports.configure(null);
            reports.describeWith(Map::of);
            reports.tell((line, stack) -> {});
        }
    }

    private void told(String line, String stack) {
        last = line;
        lastTime = System.nanoTime();
        LOG.error("{}", line);
        stack.lines().limit(MOST_LINES).forEach(frame -> LOG.error("  {}", frame.strip()));
    }

    /** What a report says of the configuration: which parts are in use, nothing else. */
    private Map<String, Object> known() {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("logLevel", System.getProperty("sosgi.log.level", "INFO"));
        known.put("fileLogging", !"OFF".equals(System.getProperty("sosgi.log.file.level")));
        known.put(
                "logDirectory",
                System.getProperty(
                        "sosgi.log.directory", Path.of(home, "var", "log").toString()));
        known.put("anonTelemetry", false);
        known.put(
                "userEventsEnable",
                !matching("(service.pid=org.sosgi.qlik.userevents)").isEmpty());
        List<Configuration> influx = matching("(service.factoryPid=org.sosgi.sink.influxdb)");
        known.put("influxdbEnable", !influx.isEmpty());
        if (!influx.isEmpty() && influx.get(0).getProperties().get("version") instanceof Integer version) {
            known.put("influxdbVersion", version);
        }
        known.put(
                "prometheusEnable",
                !matching("(service.pid=org.sosgi.sink.prometheus*)").isEmpty());
        known.put("mqttEnable", !matching("(service.pid=org.sosgi.sink.mqtt*)").isEmpty());
        return known;
    }

    private List<Configuration> matching(String filter) {
        try {
            Configuration[] found = configurations.listConfigurations(filter);
            return found == null ? List.of() : List.of(found);
        } catch (IOException | InvalidSyntaxException e) {
            return List.of();
        }
    }

    @Override
    public List<Report> reports() {
        boolean fresh = !last.isEmpty() && System.nanoTime() - lastTime < FRESH;
        long uncaught = reports == null ? 0 : reports.uncaught();
        return List.of(new Report(
                "agent",
                "threads",
                fresh ? Report.State.DEGRADED : Report.State.OK,
                fresh ? last : "",
                List.of(Report.Figure.counter("uncaught_exceptions", uncaught))));
    }
}
