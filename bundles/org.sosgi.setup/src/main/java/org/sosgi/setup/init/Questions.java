package org.sosgi.setup.init;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.sosgi.setup.UsageException;

/** Gets answers: out of the options where they have them, else from a person if there is one, else what is usual. */
final class Questions {

    /** Makes something of an answer. */
    @FunctionalInterface
    interface Reader<T> {

        /** @throws UsageException if the answer is of no use; the message says what would be */
        T read(String answer) throws UsageException;
    }

    private final Map<String, String> options;
    private final Terminal terminal;
    private final PrintStream out;

    /**
     * @param options by name, without the dashes
     * @param terminal null if there is nobody to ask
     */
    Questions(Map<String, String> options, Terminal terminal, PrintStream out) {
        this.options = options;
        this.terminal = terminal;
        this.out = out;
    }

    /** Returns what an option says that nobody is asked for; empty if it was not given. */
    String option(String name) {
        return options.getOrDefault(name, "");
    }

    /**
     * @throws UsageException if the option's value is of no use
     * @throws IOException if nobody answers
     */
    <T> T ask(String option, String prompt, String usual, Reader<T> reader) throws UsageException, IOException {
        String given = options.get(option);
        if (given != null || terminal == null) {
            try {
                return reader.read(given == null ? usual : given.strip());
            } catch (UsageException e) {
                throw new UsageException("--" + option + ": " + e.getMessage());
            }
        }
        for (; ; ) {
            String answer = answered(terminal.ask(prompt + (usual.isEmpty() ? "" : " [" + usual + "]") + ": "));
            try {
                return reader.read(answer.isEmpty() ? usual : answer);
            } catch (UsageException e) {
                out.println("  " + e.getMessage());
            }
        }
    }

    /**
     * @param kind of the options {@code --KIND-file} and {@code --KIND-env}
     * @param store where to keep it if somebody types it
     */
    Secret secret(String kind, String prompt, Path store) throws UsageException, IOException {
        String file = option(kind + "-file");
        String variable = option(kind + "-env");
        if (!file.isEmpty()) {
            return Secret.inFile(file);
        }
        if (!variable.isEmpty()) {
            return Secret.inEnvironment(variable, System.getenv());
        }
        if (terminal == null) {
            return Secret.NONE;
        }
        for (; ; ) {
            String answer = answered(terminal.askSecret(prompt + " (or file:PATH, or env:NAME; empty for none): "));
            try {
                if (answer.startsWith("file:")) {
                    return Secret.inFile(answer.substring("file:".length()));
                }
                if (answer.startsWith("env:")) {
                    return Secret.inEnvironment(answer.substring("env:".length()), System.getenv());
                }
                return answer.isEmpty() ? Secret.NONE : Secret.typed(answer, store);
            } catch (UsageException e) {
                out.println("  " + e.getMessage());
            }
        }
    }

    /** Returns whether to go on in spite of a failure; yes if there is nobody to ask. */
    boolean goOn() throws IOException {
        return terminal == null
                || answered(terminal.ask("Go on all the same? [y/N]: "))
                        .toLowerCase()
                        .startsWith("y");
    }

    private static String answered(String line) throws IOException {
        if (line == null) {
            throw new IOException("nobody answers: give the answers as options, and --yes to take what is usual for the"
                    + " rest; nothing was written");
        }
        return line.strip();
    }
}
