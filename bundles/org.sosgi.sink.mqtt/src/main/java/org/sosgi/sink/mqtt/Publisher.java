package org.sosgi.sink.mqtt;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Batch;
import org.sosgi.api.RequestFailedException;

/**
 * Brings the messages of a batch to the broker, over a connection that is made when it is needed.
 *
 * <p>A broker that does not like a message may, and in MQTT 3.1.1 can only, close the connection; the same batch would then break
 * every connection for ever. So the messages after the last one acknowledged go one by one at the next attempt, and an event at
 * which the connection breaks {@value #BREAKS} times is given up.
 */
final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int BREAKS = 3;
    private static final String FORBIDDEN = "the MQTT broker does not allow us its topic";

    private Broker broker;
    private volatile Session session;
    private volatile boolean closed;

    /** From this position on messages go one by one. */
    private long suspectFrom = Long.MAX_VALUE;

    /** How often the connection broke at an event, by its position. */
    private final Map<Long, Integer> breaks = new HashMap<>();

    /** What is not tried again, by position, and why; until a batch is through. */
    private final Map<Long, String> refused = new HashMap<>();

    /** Topics that we may not publish to; until a batch is through. Otherwise each of their messages could cost a connection. */
    private final Set<String> forbidden = new HashSet<>();

    /** Whether the broker refused a message on this connection: Mosquitto 2.0.11 closes it after the acknowledgement. */
    private boolean refusing;

    Publisher(Broker broker) {
        this.broker = broker;
    }

    /**
     * Returns when all messages are acknowledged, or their events rejected.
     *
     * @throws IOException if that cannot be said; the connection is then given up
     */
    void publish(Batch batch, List<Publication> messages) throws IOException {
        try {
            boolean through = false;
            while (!through) {
                Session to = open();
                through = deliver(batch, acceptable(batch, messages, to), to);
            }
        } catch (InterruptedException e) {
            giveUp();
            throw new InterruptedIOException("no acknowledgement in time from the MQTT broker at "
                    + broker.uri().getAuthority());
        }
        reject(batch, messages);
        suspectFrom = Long.MAX_VALUE;
        breaks.clear();
        refused.clear();
        forbidden.clear();
    }

    private List<Publication> acceptable(Batch batch, List<Publication> messages, Session to) {
        for (Publication message : messages) {
            if (to.isTooLarge(message)) {
                refused.put(
                        batch.position(message.event()),
                        "the MQTT broker takes packets of " + to.largestPacket() + " bytes at most");
            } else if (forbidden.contains(message.topic())) {
                refused.putIfAbsent(batch.position(message.event()), FORBIDDEN + ' ' + message.topic());
            }
        }
        return refused.isEmpty()
                ? messages
                : messages.stream()
                        .filter(message -> !refused.containsKey(batch.position(message.event())))
                        .toList();
    }

    /** Returns whether all is through; false to try at once again, as events were refused and the connection closed for that. */
    private boolean deliver(Batch batch, List<Publication> messages, Session to)
            throws RequestFailedException, InterruptedException {
        int together = 0;
        boolean all = !to.acknowledges();
        while (together < messages.size() && (all || position(batch, messages, together) < suspectFrom)) {
            together++;
        }
        boolean through = send(batch, messages.subList(0, together), to);
        for (int i = together; i < messages.size() && through; i++) {
            through = send(batch, messages.subList(i, i + 1), to);
            suspectFrom = position(batch, messages, i);
        }
        return through;
    }

    private boolean send(Batch batch, List<Publication> messages, Session to)
            throws RequestFailedException, InterruptedException {
        List<Optional<Throwable>> outcomes = new ArrayList<>(messages.size());
        try {
            to.publish(messages, outcomes);
            note(batch, messages, outcomes);
            return true;
        } catch (ExecutionException e) {
            giveUp();
            note(batch, messages, outcomes);
            if (refusing) {
                return false;
            }
            suspectFrom = position(batch, messages, Math.min(outcomes.size(), messages.size() - 1));
            if (messages.size() == 1 && to.acknowledges() && breaks.merge(suspectFrom, 1, Integer::sum) >= BREAKS) {
                refused.put(suspectFrom, "the MQTT broker closes the connection whenever it is sent");
            }
            throw Refusals.broken(e.getCause(), broker);
        }
    }

    private static long position(Batch batch, List<Publication> messages, int index) {
        return batch.position(messages.get(index).event());
    }

    /** Notes which events are refused. */
    private void note(Batch batch, List<Publication> messages, List<Optional<Throwable>> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            Throwable error = outcomes.get(i).orElse(null);
            if (error != null) {
                refusing = true;
                String topic = messages.get(i).topic();
                String reason = "the MQTT broker refuses it: " + Refusals.code(error);
                if (Refusals.isNotAuthorised(error)) {
                    forbidden.add(topic);
                    reason = FORBIDDEN + ' ' + topic;
                }
                refused.put(position(batch, messages, i), reason);
            }
        }
    }

    /**
     * Rejects what was refused.
     *
     * @throws RequestFailedException if none of the topics is allowed: then it is the rights that must be mended, and no event is lost
     */
    private void reject(Batch batch, List<Publication> messages) throws RequestFailedException {
        Map<Integer, String> events = new LinkedHashMap<>();
        boolean all = true;
        for (Publication message : messages) {
            String reason = refused.get(batch.position(message.event()));
            all &= reason != null && reason.startsWith(FORBIDDEN);
            if (reason != null) {
                events.put(message.event(), reason);
            }
        }
        if (all) {
            refused.clear();
            forbidden.clear();
            throw new RequestFailedException(
                    "the MQTT broker allows us none of the topics, such as "
                            + messages.get(0).topic() + ": check what the user may do",
                    broker.uri(),
                    0,
                    broker.timeout(),
                    null);
        }
        events.forEach(batch::reject);
    }

    private Session open() throws IOException, InterruptedException {
        Session open = session;
        if (open != null) {
            if (open.isUp()) {
                return open;
            }
            LOG.warn("The connection to {} was lost", broker.uri());
            giveUp();
        }
        open = Session.open(broker);
        session = open;
        refusing = open.statusRefused();
        if (refusing) {
            broker = broker.withoutStatus();
        }
        if (closed) {
            close();
            throw new InterruptedException();
        }
        return open;
    }

    private void giveUp() {
        Session given = session;
        session = null;
        if (given != null) {
            given.abandon();
        }
    }

    /** Says goodbye to the broker, if there is a connection. */
    void close() {
        closed = true;
        Session last = session;
        session = null;
        if (last != null) {
            last.close();
        }
    }
}
