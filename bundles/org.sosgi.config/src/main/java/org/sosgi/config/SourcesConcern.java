package org.sosgi.config;

import java.util.List;

/** Who may send events: UDP has no login, so it is the address that decides, and that can be forged. */
final class SourcesConcern implements Concern {

    @Override
    public void check(Section file, List<Problem> problems) {
        var on = Switches.of(file);
        if (on.userEvents()) {
            check(file, "userEvents", problems);
        }
        if (on.logEvents()) {
            check(file, "logEvents", problems);
        }
    }

    private static void check(Section file, String events, List<Problem> problems) {
        String server = events + ".udpServerConfig.";
        String path = server + "enableSourceValidation";
        String sources = server + "allowedSources";
        if (!file.flag(path)) {
            if (!Hosts.isLoopback(file.text(server + "serverHost", ""))) {
                String text = "whoever reaches this machine can send events; set it to true and name the Sense servers"
                        + " in allowedSources";
                problems.add(Problem.warning(file.line(path), ROOT + path, text));
            }
            return;
        }
        String open = server + "allowListFailOpen";
        if (file.flag(open)) {
            String text = "everybody is allowed to send if no entry of allowedSources can be used, as in Butler SOS;"
                    + " take it out";
            problems.add(Problem.warning(file.line(open), ROOT + open, text));
        } else if (file.items(sources).isEmpty()) {
            // The original would let everybody in.
            String text = "nobody is allowed to send, so every datagram is dropped; name the Sense servers in"
                    + " allowedSources, or switch this off";
            problems.add(Problem.warning(file.line(path), ROOT + path, text));
        }
        AllowedSources.check(file, sources, Problem.Severity.WARNING, problems);
    }
}
