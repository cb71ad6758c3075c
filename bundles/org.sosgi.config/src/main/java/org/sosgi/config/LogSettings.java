package org.sosgi.config;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands {@code logLevel}, {@code fileLogging}, {@code logDirectory} and {@code sosgi.logging.json} to the logging: as system
 * properties that {@code etc/logback.xml} refers to, followed by a request to read that file again.
 *
 * <p>A level given on the command line stands above the file's, for the whole run. What the file does not tell, or no longer
 * tells, is as it was when the agent started.
 */
final class LogSettings {

    static final String LEVEL = "sosgi.log.level";
    static final String FILE_LEVEL = "sosgi.log.file.level";
    static final String DIRECTORY = "sosgi.log.directory";

    /** {@code text} or {@code json}. */
    static final String FORMAT = "sosgi.log.format";

    /** Framework property of the launcher: the level that is in force came from the command line. */
    static final String LEVEL_IS_GIVEN = "sosgi.log.level.given";

    private static final Logger LOG = LoggerFactory.getLogger(LogSettings.class);

    /** Without a directory it is a folder of the agent's, which only {@code logback.xml} knows. */
    private static final Map<String, String> USUAL =
            Map.of(LEVEL, "INFO", FILE_LEVEL, "ALL", DIRECTORY, "", FORMAT, "text");

    /** The original's levels in the words of SLF4J, which has none for {@code verbose} and {@code silly}. */
    private static final Map<String, String> LEVELS = Map.of(
            "error", "ERROR", "warn", "WARN", "info", "INFO", "verbose", "DEBUG", "debug", "DEBUG", "silly", "TRACE");

    private final BundleContext context;
    private final Map<String, String> atStart = new HashMap<>();

    LogSettings(BundleContext context) {
        this.context = context;
        USUAL.forEach((name, usual) -> atStart.put(name, System.getProperty(name, usual)));
    }

    /** Puts the file's settings into force, if they differ from those in force. */
    void apply(Section file) {
        Map<String, String> wanted = new TreeMap<>(atStart);
        wanted.putAll(of(file, context.getProperty("sosgi.home")));
        if (Boolean.parseBoolean(context.getProperty(LEVEL_IS_GIVEN))) {
            wanted.remove(LEVEL);
        }
        boolean changed = false;
        for (var setting : wanted.entrySet()) {
            String name = setting.getKey();
            if (!setting.getValue().equals(System.getProperty(name, USUAL.get(name)))) {
                put(name, setting.getValue());
                changed = true;
            }
        }
        if (changed) {
            readAgain(context.getProperty("org.ops4j.pax.logging.property.file"));
        }
    }

    private static void put(String name, String value) {
        if (value.isEmpty()) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    /** Returns system properties by name; only those that the file tells. */
    static Map<String, String> of(Section file, String home) {
        Map<String, String> properties = new TreeMap<>();
        String level = LEVELS.get(file.text("logLevel", "").toLowerCase(Locale.ROOT));
        if (level != null) {
            properties.put(LEVEL, level);
        }
        if (file.node("fileLogging").isPresent()) {
            properties.put(FILE_LEVEL, file.flag("fileLogging") ? "ALL" : "OFF");
        }
        if (file.node("sosgi.logging.json").isPresent()) {
            properties.put(FORMAT, file.flag("sosgi.logging.json") ? "json" : "text");
        }
        String directory = file.text("logDirectory", "");
        if (!directory.isBlank()) {
            Path resolved = Path.of(home == null ? "" : home).resolve(directory).normalize();
            properties.put(DIRECTORY, resolved.toString());
        }
        return properties;
    }

    /** The service that logging registers for its configuration; asked directly, so that nothing of this is kept anywhere. */
    private void readAgain(String logback) {
        if (logback == null) {
            return;
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("org.ops4j.pax.logging.logback.config.file", logback);
        try {
            for (ServiceReference<ManagedService> reference :
                    context.getServiceReferences(ManagedService.class, "(service.pid=org.ops4j.pax.logging)")) {
                ManagedService logging = context.getService(reference);
                if (logging != null) {
                    logging.updated(properties);
                    context.ungetService(reference);
                }
            }
        } catch (InvalidSyntaxException | ConfigurationException e) {
            LOG.warn("The log settings of the file could not be put into force: {}", e.getMessage());
        }
    }
}
