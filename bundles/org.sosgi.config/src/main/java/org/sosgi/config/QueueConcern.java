package org.sosgi.config;

import java.util.List;

/**
 * The original's usual queue of 200 datagrams overflows in the first burst. It is honoured, for whoever wants it so,
 * but not in silence.
 */
final class QueueConcern implements Concern {

    private static final long ENOUGH = 10_000;

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
        String path = events + ".udpServerConfig.messageQueue.maxSize";
        long size = file.number(path, ENOUGH);
        if (size >= 1 && size < ENOUGH) {
            problems.add(Problem.warning(
                    file.line(path),
                    ROOT + path,
                    "only " + size + " datagrams can wait, what exceeds that in a burst is lost; 1000000 cost nothing"
                            + " until they are needed"));
        }
    }
}
