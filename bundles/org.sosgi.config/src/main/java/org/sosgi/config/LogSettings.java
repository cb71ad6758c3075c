package org.sosgi.config;

import java.nio.file.Path;
import java.util.Dictionary;
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
 * Hands {@code logLevel}, {@code fileLogging} and {@code logDirectory} to the logging: as system properties that {@code
 * etc/logback.xml} refers to, followed by a request to read that file again.
 *
 * <p>A level given on the command line stands above the file's, for the whole run.
 */
final class LogSettings {

    static final String LEVEL = "sosgi.log.level";
    static final String FILE_LEVEL = "sosgi.log.file.level";
    static final String DIRECTORY = "sosgi.log.directory";

    private static final Logger LOG = LoggerFactory.getLogger(LogSettings.class);
    private static final Map<String, String> USUAL = Map.of(LEVEL, "INFO", FILE_LEVEL, "ALL");

    /** The original's levels in the words of SLF4J, which has none for {@code verbose} and {@code silly}. */
    private static final Map<String, String> LEVELS = Map.of(
            "error", "ERROR", "warn", "WARN", "info", "INFO", "verbose", "DEBUG", "debug", "DEBUG", "silly", "TRACE");

    private final BundleContext context;
    private final boolean levelIsGiven = System.getProperty(LEVEL) != null;

    LogSettings(BundleContext context) {
        this.context = context;
    }

    /** Puts the file's settings into force, if they differ from those in force. */
    void apply(Section file) {
        boolean changed = false;
        for (var setting : of(file, context.getProperty("sosgi.home")).entrySet()) {
            if (setting.getKey().equals(LEVEL) && levelIsGiven) {
                continue;
            }
            String inForce = System.getProperty(setting.getKey(), USUAL.get(setting.getKey()));
            if (!setting.getValue().equals(inForce)) {
                System.setProperty(setting.getKey(), setting.getValue());
                changed = true;
            }
        }
        if (changed) {
            readAgain(context.getProperty("org.ops4j.pax.logging.property.file"));
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
