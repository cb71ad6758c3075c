package org.sosgi.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sosgi.setup.appender.Destination;
import org.sosgi.setup.appender.Source;

/** What was asked for: by the words of the call first, by the configuration file where they are silent. */
final class AppenderOptions {

    private static final String DEFAULT_FOLDER = "log-appenders";
    private static final int LOG_PORT = 9996;
    private static final int USER_PORT = 9997;

    private final List<String> notes = new ArrayList<>();
    private Path folder = Path.of(DEFAULT_FOLDER);
    private String host;
    private Integer logPort;
    private Integer userPort;
    private Set<Source> sources;
    private Boolean userEvents;
    private boolean force;

    private AppenderOptions() {}

    /**
     * @throws UsageException if the words are off
     * @throws IOException if the configuration file cannot be used
     */
    static AppenderOptions of(List<String> words) throws UsageException, IOException {
        var options = new AppenderOptions();
        Path config = null;
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--host" -> options.host = value(word, rest);
                case "--out" -> options.folder = path(word, rest);
                case "--config" -> config = path(word, rest);
                case "--log-port" -> options.logPort = port(word, rest);
                case "--user-port" -> options.userPort = port(word, rest);
                case "--sources" -> options.sources = sources(value(word, rest));
                case "--user-events" -> options.userEvents = onOrOff(word, value(word, rest));
                case "--force" -> options.force = true;
                default -> throw new UsageException("there is no option " + word);
            }
        }
        if (config != null) {
            options.fill(ConfigurationKeys.read(config));
        }
        return options;
    }

    private void fill(ConfigurationKeys file) throws IOException {
        logPort = logPort != null ? logPort : file.logPort();
        userPort = userPort != null ? userPort : file.userPort();
        sources = sources != null ? sources : file.sources();
        userEvents = userEvents != null ? userEvents : Boolean.valueOf(file.userEvents());
        if (host == null && !file.host().isEmpty()) {
            host = file.host();
            notes.add("the host is where the agent listens by its configuration: " + host);
        }
    }

    /** @throws UsageException if the agent's host is not known or cannot be one */
    Destination destination() throws UsageException {
        if (host == null) {
            throw new UsageException("--host is missing: the agent's name or address, as the Sense servers see it");
        }
        try {
            return new Destination(host, logPort == null ? LOG_PORT : logPort, userPort == null ? USER_PORT : userPort);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    Path folder() {
        return folder;
    }

    Set<Source> sources() {
        return sources == null ? EnumSet.allOf(Source.class) : sources;
    }

    boolean userEvents() {
        return userEvents == null || userEvents;
    }

    boolean force() {
        return force;
    }

    /** Returns what a person should know of how the options came about. */
    List<String> notes() {
        return notes;
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static Path path(String option, Iterator<String> rest) throws UsageException {
        try {
            return Path.of(value(option, rest));
        } catch (java.nio.file.InvalidPathException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    private static int port(String option, Iterator<String> rest) throws UsageException {
        String value = value(option, rest);
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new UsageException(option + " is a port, 1 to 65535, not " + value);
    }

    private static boolean onOrOff(String option, String value) throws UsageException {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new UsageException(option + " is on or off, not " + value);
        };
    }

    private static Set<Source> sources(String list) throws UsageException {
        Set<Source> found = EnumSet.noneOf(Source.class);
        for (String word : list.split(",")) {
            if (!word.equals("none")) {
                found.add(Stream.of(Source.values())
                        .filter(source -> source.word().equals(word.strip()))
                        .findFirst()
                        .orElseThrow(() -> new UsageException("--sources has " + word
                                + "; it takes, with commas between, "
                                + Stream.of(Source.values()).map(Source::word).collect(Collectors.joining(", "))
                                + ", or none")));
            }
        }
        return found;
    }
}
