package org.sosgi.sink.mqtt;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final Broker broker;
    private volatile Session session;
    private volatile boolean closed;

    /** From this position on messages go one by one. */
    private long suspectFrom = Long.MAX_VALUE;

    /** How often the connection broke at an event, by its position. */
    private final Map<Long, Integer> breaks = new HashMap<>();

    Publisher(Broker broker) {
        this.broker = broker;
    }

    /**
     * Returns when all messages are acknowledged, or their events rejected.
     *
     * @throws IOException if that cannot be said; the connection is then given up
     */
    void publish(Batch batch, List<Publication> messages) throws IOException {
        var refused = new LinkedHashMap<Integer, String>();
        try {
            Session to = open();
            deliver(batch, acceptable(batch, messages, to, refused), to, refused);
        } catch (InterruptedException e) {
            giveUp();
            throw new InterruptedIOException("no acknowledgement in time from the MQTT broker at "
                    + broker.uri().getAuthority());
        }
        refused.forEach(batch::reject);
        suspectFrom = Long.MAX_VALUE;
        breaks.clear();
    }

    private List<Publication> acceptable(
            Batch batch, List<Publication> messages, Session to, Map<Integer, String> refused) {
        for (Publication message : messages) {
            if (breaks.getOrDefault(batch.position(message.event()), 0) >= BREAKS) {
                refused.put(message.event(), "the MQTT broker closes the connection whenever it is sent");
            } else if (to.isTooLarge(message)) {
                refused.put(
                        message.event(), "the MQTT broker takes packets of " + to.largestPacket() + " bytes at most");
            }
        }
        return refused.isEmpty()
                ? messages
                : messages.stream()
                        .filter(message -> !refused.containsKey(message.event()))
                        .toList();
    }

    private void deliver(Batch batch, List<Publication> messages, Session to, Map<Integer, String> refused)
            throws RequestFailedException, InterruptedException {
        int together = messages.size();
        if (to.acknowledges() && suspectFrom != Long.MAX_VALUE) {
            together = 0;
            while (together < messages.size()
                    && batch.position(messages.get(together).event()) < suspectFrom) {
                together++;
            }
        }
        List<Optional<Throwable>> outcomes = new ArrayList<>(messages.size());
        send(batch, messages.subList(0, together), to, outcomes);
        for (int i = together; i < messages.size(); i++) {
            send(batch, messages.subList(i, i + 1), to, outcomes);
            suspectFrom = batch.position(messages.get(i).event());
        }
        note(messages, outcomes, refused);
    }

    private void send(Batch batch, List<Publication> messages, Session to, List<Optional<Throwable>> outcomes)
            throws RequestFailedException, InterruptedException {
        int before = outcomes.size();
        try {
            to.publish(messages, outcomes);
        } catch (ExecutionException e) {
            giveUp();
            int known = Math.min(outcomes.size() - before, messages.size() - 1);
            suspectFrom = batch.position(messages.get(known).event());
            if (messages.size() == 1 && to.acknowledges()) {
                breaks.merge(suspectFrom, 1, Integer::sum);
            }
            throw Refusals.broken(e.getCause(), broker);
        }
    }

    /**
     * Notes which events are refused.
     *
     * @throws RequestFailedException if the broker allows none of them: then it is not for what they say
     */
    private void note(List<Publication> messages, List<Optional<Throwable>> outcomes, Map<Integer, String> refused)
            throws RequestFailedException {
        int forbidden = 0;
        for (int i = 0; i < messages.size(); i++) {
            Throwable error = outcomes.get(i).orElse(null);
            if (error != null) {
                forbidden += Refusals.isNotAuthorised(error) ? 1 : 0;
                refused.put(messages.get(i).event(), "the MQTT broker refuses it: " + Refusals.code(error));
            }
        }
        if (forbidden > 0 && forbidden == messages.size()) {
            throw new RequestFailedException(
                    "the MQTT broker allows us none of the topics, such as "
                            + messages.get(0).topic() + ": check what the user may do",
                    broker.uri(),
                    0,
                    broker.timeout(),
                    null);
        }
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
