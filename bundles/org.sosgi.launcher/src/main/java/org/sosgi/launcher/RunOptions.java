package org.sosgi.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of {@code run} and {@code start}: ours, and those of Butler SOS.
 *
 * @param config the YAML file, or null: then {@code etc/butler-sos.yaml} if it exists
 * @param logLevel in the words of Logback, or null
 * @param skipVerification accept a configuration that does not pass the check as far as it can be used
 * @param with names of features out of {@code features/optional}
 */
record RunOptions(Path config, String logLevel, boolean skipVerification, Set<String> with) {

    private static final Map<String, String> LEVELS = Map.of(
            "error", "ERROR", "warn", "WARN", "info", "INFO", "verbose", "DEBUG", "debug", "DEBUG", "silly", "TRACE");

    static RunOptions parse(List<String> words) throws UsageException {
        Path config = null;
        String logLevel = null;
        boolean skip = false;
        Set<String> with = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String option = equals < 0 ? word : word.substring(0, equals);
            if (option.equals("--skip-config-verification")) {
                skip = true;
                continue;
            }
            if (!Set.of("-c", "--config", "--configfile", "-l", "--loglevel", "--with")
                    .contains(option)) {
                throw new UsageException(
                        "unknown option " + word
                                + "; known: -c/--config/--configfile FILE, -l/--loglevel LEVEL, --skip-config-verification, --with FEATURE");
            }
            if (equals < 0 && i + 1 == words.size()) {
                throw new UsageException(option + " needs a value");
            }
            String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
            switch (option) {
                case "-l", "--loglevel" -> {
                    logLevel = LEVELS.get(value);
                    if (logLevel == null) {
                        throw new UsageException(
                                "unknown log level " + value + "; known: error, warn, info, verbose, debug, silly");
                    }
                }
                case "--with" -> with.addAll(List.of(value.split(",")));
                default -> {
                    config = Path.of(value).toAbsolutePath().normalize();
                    if (!Files.isReadable(config)) {
                        throw new UsageException("cannot read the config file " + config);
                    }
                }
            }
        }
        return new RunOptions(config, logLevel, skip, with);
    }
}
