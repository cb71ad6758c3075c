package org.sosgi.httpserver;

import java.io.IOException;
import java.util.Set;

/** What is behind a door: answers whoever has been let in, for every path. Called by several threads. */
@FunctionalInterface
public interface Page {

    /**
     * Returns the answer; within seconds, as the connection is closed when it takes too long.
     *
     * @throws IOException if there is none: told as status 500, without the reason, which is logged
     * @throws InterruptedException if the door is being closed
     */
    Answer answer(Request request) throws IOException, InterruptedException;

    /** Returns the methods that are answered; all others get status 405 from the door. */
    default Set<String> methods() {
        return Set.of("GET", "HEAD");
    }
}
