package org.sosgi.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.sosgi.launcher.options.NewRelicAccounts;

/**
 * The options of {@code run} and {@code start}: ours, and those of Butler SOS.
 *
 * @param config the YAML file, or null: then {@code etc/butler-sos.yaml} if it exists
 * @param logLevel in the words of Logback, or null
 * @param skipVerification accept a configuration that does not pass the check as far as it can be used
 * @param with names of features out of {@code features/optional}
 * @param accounts of New Relic, or null: then those of the file
 * @param allowUnsigned let plugins run that nobody signed
 * @param question what is only to be told: {@code --help}, {@code --version}; empty if the agent is to run
 */
record RunOptions(
        Path config,
        String logLevel,
        boolean skipVerification,
        Set<String> with,
        NewRelicAccounts accounts,
        boolean allowUnsigned,
        String question) {

    private static final Map<String, String> LEVELS = Map.of(
            "error", "ERROR", "warn", "WARN", "info", "INFO", "verbose", "DEBUG", "debug", "DEBUG", "silly", "TRACE");

    private static final String ACCOUNTS = "--new-relic-account-name";
    private static final String KEYS = "--new-relic-api-key";
    private static final String IDS = "--new-relic-account-id";

    private static final String KNOWN =
            "-c/--config/--configfile FILE, -l/--loglevel LEVEL, --skip-config-verification,"
                    + " --with FEATURE, --allow-unsigned-plugins, "
                    + ACCOUNTS + " NAME…, " + KEYS + " KEY…, " + IDS + " ID…, -V/--version, -h/--help";

    /** @throws UsageException if the words are off; what is only told, is told all the same */
    static RunOptions parse(List<String> words) throws UsageException {
        var line = new OptionLine(words);
        Path config = null;
        String logLevel = null;
        boolean skip = false;
        boolean unsigned = false;
        Set<String> with = new LinkedHashSet<>();
        while (line.hasNext()) {
            String option = line.next();
            switch (option) {
                case "-h", "--help" -> {
                    return asking("--help");
                }
                case "-V", "--version" -> {
                    return asking("--version");
                }
                case "--skip-config-verification" -> {
                    line.noValue();
                    skip = true;
                }
                case "--allow-unsigned-plugins" -> {
                    line.noValue();
                    unsigned = true;
                }
                case "-l", "--loglevel" -> logLevel = level(line.value());
                case "--with" -> with.addAll(List.of(line.value().split(",")));
                case "-c", "--config", "--configfile" -> config = readable(line.value());
                case ACCOUNTS, KEYS, IDS -> line.takeValues();
                default -> throw new UsageException("unknown option " + option + "; known: " + KNOWN);
            }
        }
        return new RunOptions(config, logLevel, skip, with, accounts(line), unsigned, "");
    }

    private static RunOptions asking(String question) {
        return new RunOptions(null, null, false, Set.of(), null, false, question);
    }

    private static String level(String word) throws UsageException {
        String level = LEVELS.get(word);
        if (level == null) {
            throw new UsageException("unknown log level " + word + "; known: error, warn, info, verbose, debug, silly");
        }
        return level;
    }

    private static Path readable(String word) throws UsageException {
        Path file = Path.of(word).toAbsolutePath().normalize();
        if (!Files.isReadable(file)) {
            throw new UsageException("cannot read the config file " + file);
        }
        return file;
    }

    private static NewRelicAccounts accounts(OptionLine line) throws UsageException {
        List<String> names = line.values(ACCOUNTS);
        List<String> keys = line.values(KEYS);
        List<String> ids = line.values(IDS);
        if (names.isEmpty() && keys.isEmpty() && ids.isEmpty()) {
            return null;
        }
        if (names.size() != keys.size() || names.size() != ids.size()) {
            throw new UsageException(
                    ACCOUNTS + ", " + KEYS + " and " + IDS + " must have the same number of values, not " + names.size()
                            + ", " + keys.size() + " and " + ids.size());
        }
        return new NewRelicAccounts(IntStream.range(0, names.size())
                .mapToObj(i -> new NewRelicAccounts.Account(names.get(i), ids.get(i), keys.get(i)))
                .toList());
    }
}
