package org.sosgi.simulator;

import java.time.Instant;
import java.time.ZoneId;
import org.sosgi.simulator.model.Story;

/** What happens in a site, told on the wire: the same story always gives the same messages at the same times. One thread. */
final class Simulation {

    private final Story story;
    private final UdpEvents wire;

    Simulation(Story story, ZoneId zone) {
        this.story = story;
        wire = new UdpEvents(zone);
    }

    long nanosToNext(Instant time) {
        return story.nanosToNext(time);
    }

    UdpEvents.Message next(Instant time) {
        return wire.tell(story.next(time), time);
    }
}
