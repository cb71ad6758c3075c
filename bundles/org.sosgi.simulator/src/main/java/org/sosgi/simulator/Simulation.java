package org.sosgi.simulator;

import java.time.Instant;
import java.util.List;
import org.sosgi.simulator.log4net.LogDatagram;
import org.sosgi.simulator.model.Story;

/** What happens in a site, told on the wire: the same story always gives the same datagrams at the same times. One thread. */
final class Simulation {

    private final Story story;
    private final SiteLogs logs;

    Simulation(Story story, SiteLogs logs) {
        this.story = story;
        this.logs = logs;
    }

    long nanosToNext(Instant time) {
        return story.nanosToNext(time);
    }

    List<LogDatagram> next(Instant time) {
        return logs.tell(story.next(time), time);
    }
}
