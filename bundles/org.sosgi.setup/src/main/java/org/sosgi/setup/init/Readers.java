package org.sosgi.setup.init;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sosgi.setup.UsageException;
import org.sosgi.setup.probe.HostPort;

/** What answers look like. */
final class Readers {

    /** By their words in the configuration. */
    static final List<String> SOURCES = List.of("engine", "proxy", "repository", "scheduler", "qixPerf");

    private static final int ENGINE_PORT = 4747;
    private static final int MOST_PORT = 65_535;

    private Readers() {}

    static List<HostPort> servers(String answer) throws UsageException {
        List<HostPort> servers = new ArrayList<>();
        for (String word : words(answer)) {
            try {
                HostPort server = HostPort.of(word, ENGINE_PORT);
                if (servers.stream().anyMatch(other -> other.host().equalsIgnoreCase(server.host()))) {
                    throw new UsageException(server.host() + " is there twice");
                }
                servers.add(server);
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage());
            }
        }
        return servers;
    }

    static List<String> virtualProxies(String answer) throws UsageException {
        Set<String> proxies = new LinkedHashSet<>();
        for (String word : words(answer)) {
            proxies.add(word.startsWith("/") ? word : "/" + word);
        }
        return List.copyOf(proxies);
    }

    static Set<String> sources(String answer) throws UsageException {
        Set<String> sources = new LinkedHashSet<>();
        for (String word : words(answer)) {
            sources.add(
                    SOURCES.stream()
                            .filter(source -> source.equalsIgnoreCase(word))
                            .findFirst()
                            .orElseThrow(
                                    () -> new UsageException(
                                            "there is no source " + word
                                                    + "; there are engine, proxy, repository, scheduler, qixperf, with commas between, or none")));
        }
        return sources;
    }

    static int port(String answer) throws UsageException {
        try {
            int port = Integer.parseInt(answer);
            if (port >= 1 && port <= MOST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new UsageException("a port is 1 to 65535, not " + answer);
    }

    static boolean onOff(String answer) throws UsageException {
        return switch (answer) {
            case "on", "yes" -> true;
            case "off", "no" -> false;
            default -> throw new UsageException("on or off, not " + answer);
        };
    }

    /** Returns 0 for none. */
    static int influxVersion(String answer) throws UsageException {
        return switch (answer) {
            case "1", "2", "3" -> Integer.parseInt(answer);
            case "none" -> 0;
            default -> throw new UsageException("1, 2, 3 or none, not " + answer);
        };
    }

    static String host(String answer) throws UsageException {
        try {
            if (answer.equals(HostPort.of(answer, 1).host())) {
                return answer;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new UsageException("\"" + answer + "\" is no host name or address (without scheme and port)");
    }

    static String name(String answer) throws UsageException {
        if (answer.isBlank()) {
            throw new UsageException("this needs a value");
        }
        return answer;
    }

    static Path path(String answer) throws UsageException {
        try {
            return Path.of(name(answer)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("\"" + answer + "\" is no path");
        }
    }

    private static List<String> words(String answer) {
        List<String> words = new ArrayList<>();
        for (String word : answer.split(",")) {
            if (!word.isBlank() && !word.strip().equals("none")) {
                words.add(word.strip());
            }
        }
        return words;
    }
}
