package org.sosgi.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;

/**
 * What protects a connection, and what does not: {@link #warnings} are for the log at the start, {@link #report} is for the status.
 *
 * @param server {@code https}, {@code mqtts}: encrypted; any other scheme: not
 * @param verified whether the server's certificate and its name are verified, if it shows one
 * @param secrets whether a password, a token or a key is sent
 */
public record Protection(URI server, boolean verified, boolean secrets) {

    /** What reports of connections are called. */
    public static final String KIND = "connection";

    /** Returns whether whoever answers is taken for the server. */
    public boolean insecureTls() {
        return encrypted() && !verified;
    }

    /** Returns whether secrets leave this machine unencrypted. */
    public boolean clearText() {
        return !encrypted() && secrets && !isThisMachine();
    }

    private boolean encrypted() {
        return "https".equalsIgnoreCase(server.getScheme()) || "mqtts".equalsIgnoreCase(server.getScheme());
    }

    /** By the look of it: a name server is not asked. */
    private boolean isThisMachine() {
        String host = String.valueOf(server.getHost());
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /** Returns a line for each thing that is not as it should be. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (insecureTls()) {
            warnings.add(
                    "the certificate of " + told() + " is not verified: anybody may pose as that server, and get all"
                            + " that is sent to it" + (secrets ? ", secrets among it" : "")
                            + "; have it verified (rejectUnauthorized, tls_verify)");
        }
        if (clearText()) {
            warnings.add("password, token or key are sent to " + told()
                    + " in clear text: anybody on the way there can read and use them; use TLS");
        }
        return warnings;
    }

    private String told() {
        return Text.clean(
                server.getScheme() + "://" + server.getHost() + (server.getPort() < 0 ? "" : ":" + server.getPort()));
    }

    /**
     * Returns how one or several connections of a part are protected, all together.
     *
     * @param name of that part
     */
    public static Report report(String name, Protection... connections) {
        String unverified = "";
        boolean clear = false;
        for (Protection connection : connections) {
            if (connection.insecureTls()) {
                unverified = "the certificate of " + connection.told() + " is not verified";
            }
            clear |= connection.clearText();
        }
        return new Report(
                KIND,
                name,
                unverified.isEmpty() ? State.OK : State.DEGRADED,
                unverified,
                List.of(
                        Figure.gauge("insecure_tls", unverified.isEmpty() ? 0 : 1),
                        Figure.gauge("clear_text", clear ? 1 : 0)));
    }
}
