package org.sosgi.uptime;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.sosgi.api.Attribute;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** By schedule: a line in the log about uptime and memory, and an event for dashboards. */
@Component(configurationPid = "org.sosgi.uptime", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = UptimeMonitor.Config.class)
public final class UptimeMonitor implements Collector {

    static final EventType TYPE = EventType.of(
            "agent.memory",
            Attribute.tag("instance"),
            Attribute.tag("version"),
            Attribute.decimal("heap_used", "MBy"),
            Attribute.decimal("heap_total", "MBy"),
            Attribute.decimal("external", "MBy"),
            Attribute.decimal("process_memory", "MBy"),
            Attribute.integer("uptime", "ms"));

    @ObjectClassDefinition(
            name = "Uptime monitor",
            description = "Tells by schedule how long the agent has been up and how much memory it uses.")
    @interface Config {

        @AttributeDefinition(name = "Name", description = "The name under which the status tells of it.")
        String collector_name() default "uptime";

        @AttributeDefinition(
                name = "Schedule",
                description = "When, in UTC: 'every 15 minutes', 'every 1 hour', 'at 10:15 am' …")
        String collector_schedule() default "every 15 minutes";

        @AttributeDefinition(
                name = "Log level",
                description = "Level of the line in the log: error, warn, info, verbose or debug, silly.")
        String log__level() default "verbose";

        @AttributeDefinition(name = "Instance", description = "The tag 'instance' of the events; may be empty.")
        String instance() default "";

        @AttributeDefinition(name = "Events", description = "Emit an agent.memory event each time.")
        boolean memory__events() default false;
    }

    private static final Logger LOG = LoggerFactory.getLogger(UptimeMonitor.class);
    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");

    private final Level level;
    private final String instance;
    private final String version;
    private final boolean events;
    private final AtomicLong iterations = new AtomicLong();

    /** @throws IllegalArgumentException if there is no such level */
    @Activate
    public UptimeMonitor(Config config, BundleContext context) {
        this(config.log__level(), config.instance(), config.memory__events(), context.getProperty("sosgi.version"));
    }

    UptimeMonitor(String level, String instance, boolean events, String version) {
        this.level = level(level);
        this.instance = instance.isEmpty() ? null : instance;
        this.events = events;
        this.version = version;
    }

    /** SLF4J has no level for {@code verbose} and {@code silly}. */
    static Level level(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "error" -> Level.ERROR;
            case "warn" -> Level.WARN;
            case "info" -> Level.INFO;
            case "verbose", "debug" -> Level.DEBUG;
            case "silly" -> Level.TRACE;
            default ->
                throw new IllegalArgumentException(
                        "org.sosgi.uptime: log_level must be error, warn, info, verbose, debug" + " or silly, not '"
                                + word + "'");
        };
    }

    @Override
    public void collect(Emitter out) {
        Instant now = Instant.now();
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        Memory memory = Memory.now(PROCESS_STATUS);
        long iteration = iterations.incrementAndGet();
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level).log("--------------------------------");
            LOG.atLevel(level).log(line(iteration, Uptime.text(Duration.ofMillis(uptime), now), memory));
        }
        if (events) {
            out.emit(Event.of(
                    TYPE,
                    TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(),
                    instance,
                    version,
                    Memory.mebibytes(memory.heapUsed()),
                    Memory.mebibytes(memory.heapTotal()),
                    Memory.mebibytes(memory.external()),
                    Memory.mebibytes(memory.process()),
                    uptime));
        }
    }

    static String line(long iteration, String uptime, Memory memory) {
        return String.format(
                Locale.ROOT,
                "Iteration # %,d, uptime: %s, heap used %.2f MB of total heap %.2f MB, external memory (off-heap): %.2f MB,"
                        + " memory of the process: %.2f MB",
                iteration,
                uptime,
                Memory.mebibytes(memory.heapUsed()),
                Memory.mebibytes(memory.heapTotal()),
                Memory.mebibytes(memory.external()),
                Memory.mebibytes(memory.process()));
    }
}
