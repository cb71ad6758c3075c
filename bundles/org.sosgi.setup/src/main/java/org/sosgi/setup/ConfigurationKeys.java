package org.sosgi.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.sosgi.setup.appender.Source;

/**
 * The few keys of an agent's configuration file that concern the appenders. The file as a whole is not checked here: {@code sosgi check}
 * does that.
 */
final class ConfigurationKeys {

    /** As the agent has it. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int DEEPEST = 64;
    private static final Map<String, Source> SOURCES = Map.of(
            "engine", Source.ENGINE,
            "proxy", Source.PROXY,
            "repository", Source.REPOSITORY,
            "scheduler", Source.SCHEDULER,
            "qixPerf", Source.QIX_PERFORMANCE);

    private final Path file;
    private final Object root;

    private ConfigurationKeys(Path file, Object root) {
        this.file = file;
        this.root = root;
    }

    /** @throws IOException if the file cannot be read or is no YAML; the message says so in one line */
    static ConfigurationKeys read(Path file) throws IOException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(file + " is too large for a configuration file");
            }
            var settings = LoadSettings.builder().setLabel(file.toString()).build();
            String text = Files.readString(file);
            notTooDeep(file, new Parse(settings).parseString(text));
            Object document = new Load(settings).loadFromString(text);
            if (document instanceof Map<?, ?> map && map.get("Butler-SOS") instanceof Map<?, ?> section) {
                return new ConfigurationKeys(file, section);
            }
            throw new IOException(file + " has no section Butler-SOS; it is not a configuration file of the agent");
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (YamlEngineException e) {
            throw new IOException(
                    file + " is no YAML: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    /** What builds the document would go down as deep as it goes. */
    private static void notTooDeep(Path file, Iterable<Event> events) throws IOException {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw new IOException(file + " is nested too deeply; " + DEEPEST + " levels are the most");
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    Integer logPort() throws IOException {
        return port("logEvents.udpServerConfig.portLogEvents");
    }

    Integer userPort() throws IOException {
        return port("userEvents.udpServerConfig.portUserActivityEvents");
    }

    boolean userEvents() {
        return on("userEvents.enable");
    }

    Set<Source> sources() {
        Set<Source> sources = EnumSet.noneOf(Source.class);
        SOURCES.forEach((key, source) -> {
            if (on("logEvents.source." + key + ".enable")) {
                sources.add(source);
            }
        });
        return sources;
    }

    /** Returns where the agent listens, if that is one address that others can reach and the same for both; otherwise an empty text. */
    String host() {
        String log = sources().isEmpty() ? "" : text("logEvents.udpServerConfig.serverHost");
        String user = userEvents() ? text("userEvents.udpServerConfig.serverHost") : "";
        String host = log.isEmpty() ? user : log;
        boolean one = user.isEmpty() || user.equals(host);
        return one && !host.equals("0.0.0.0") && !host.equals("::") && !host.contains("${") ? host : "";
    }

    private Integer port(String path) throws IOException {
        Object value = value(path);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer port && port >= 1 && port <= 65_535) {
            return port;
        }
        throw new IOException(
                file + ": Butler-SOS." + path + " is no port, 1 to 65535; name the port on the command line");
    }

    private boolean on(String path) {
        return Boolean.TRUE.equals(value(path));
    }

    private String text(String path) {
        return value(path) instanceof String text ? text : "";
    }

    private Object value(String path) {
        Object node = root;
        for (String key : path.split("\\.")) {
            node = node instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return node;
    }
}
