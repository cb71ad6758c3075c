package org.sosgi.config;

import java.util.List;

/** Two endpoints cannot have the same port, unless they listen on different addresses. */
final class PortsConcern implements Concern {

    private static final String USER = "userEvents.udpServerConfig.";
    private static final String LOG = "logEvents.udpServerConfig.";
    private static final String ANY = "0.0.0.0";

    @Override
    public void check(Section file, List<Problem> problems) {
        var on = Switches.of(file);
        long userPort = file.number(USER + "portUserActivityEvents", -1);
        long logPort = file.number(LOG + "portLogEvents", -2);
        if (!on.userEvents() || !on.logEvents() || userPort != logPort) {
            return;
        }
        String userHost = file.text(USER + "serverHost", "");
        String logHost = file.text(LOG + "serverHost", "");
        if (userHost.equalsIgnoreCase(logHost) || userHost.equals(ANY) || logHost.equals(ANY)) {
            int line = file.line(LOG + "portLogEvents");
            String path = ROOT + LOG + "portLogEvents";
            String text = "user events already have port " + userPort + "; take another, usually 9996 for log events";
            problems.add(Problem.error(line, path, text));
        }
    }
}
