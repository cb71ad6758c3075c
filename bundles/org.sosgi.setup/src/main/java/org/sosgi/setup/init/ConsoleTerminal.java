package org.sosgi.setup.init;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** The person in front, or whatever is piped in. */
public final class ConsoleTerminal implements Terminal {

    private final PrintStream out;
    private final BufferedReader lines;
    private final Console console;

    public ConsoleTerminal(PrintStream out) {
        this.out = out;
        // From Java 22 on there would be a console even where there is none.
        System.setProperty("jdk.console", "java.base");
        console = System.console();
        lines = console == null ? new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())) : null;
    }

    @Override
    public String ask(String prompt) throws IOException {
        out.print(prompt);
        out.flush();
        return console == null ? ended(lines.readLine()) : console.readLine();
    }

    @Override
    public String askSecret(String prompt) throws IOException {
        if (console == null) {
            return ask(prompt);
        }
        out.print(prompt);
        out.flush();
        char[] typed = console.readPassword();
        return typed == null ? null : new String(typed);
    }

    /** What comes from a pipe is not seen, so neither would be the end of its line. */
    private String ended(String line) {
        out.println();
        return line;
    }
}
