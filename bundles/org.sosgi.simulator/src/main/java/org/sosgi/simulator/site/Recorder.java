package org.sosgi.simulator.site;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the latest requests. Safe for use by several threads. */
final class Recorder {

    private final int most;
    private final Deque<Request> requests = new ArrayDeque<>();
    private long count;

    Recorder(int most) {
        this.most = most;
    }

    synchronized void add(Request request) {
        count++;
        if (most == 0) {
            return;
        }
        if (requests.size() == most) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<Request> all() {
        return List.copyOf(requests);
    }

    synchronized long count() {
        return count;
    }

    synchronized void forget() {
        requests.clear();
        count = 0;
    }
}
