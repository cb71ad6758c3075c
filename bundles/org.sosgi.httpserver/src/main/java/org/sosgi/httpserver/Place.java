package org.sosgi.httpserver;

import java.util.Locale;

/**
 * Where a door is.
 *
 * @param name for the log and for threads, such as {@code health}
 * @param purpose what it is for, in a few words: {@code metrics}
 * @param host address or name to listen on
 * @param port 0 for any that is free
 * @param setting the key in the configuration file that says so: {@code prometheus.port}
 */
public record Place(String name, String purpose, String host, int port, String setting) {

    /** Whether only this machine gets there, as far as the text tells: looking a name up could take long. */
    public boolean loopback() {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || lower.startsWith("127.") || lower.equals("::1") || lower.equals("[::1]");
    }
}
