package org.sosgi.config;

import java.util.List;

/** A list of allowed sources that is empty allows nobody; the original would let everybody in. */
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
        if (file.flag(server + "enableSourceValidation")
                && file.items(server + "allowedSources").isEmpty()) {
            String path = server + "enableSourceValidation";
            String text = "nobody is allowed to send, so every datagram is dropped; name the Sense servers in"
                    + " allowedSources, or switch this off";
            problems.add(Problem.warning(file.line(path), ROOT + path, text));
        }
    }
}
