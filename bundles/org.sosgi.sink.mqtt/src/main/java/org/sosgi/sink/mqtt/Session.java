package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.MultithreadEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.reactivex.Flowable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker that has accepted us, until the connection is lost or given up. Has a thread of its own. */
final class Session {

    static final byte[] ONLINE = "online".getBytes(StandardCharsets.US_ASCII);
    static final byte[] OFFLINE = "offline".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final long GOODBYE_SECONDS = 2;

    private final Broker broker;
    private final MultithreadEventLoopGroup threads;
    private final Link link;
    private final MqttQos qos;
    private final boolean retain;
    private final int largestPacket;
    private boolean statusRefused;

    private Session(Broker broker, MultithreadEventLoopGroup threads, Link link, Link.Limits limits) {
        this.broker = broker;
        this.threads = threads;
        this.link = link;
        this.qos = lower(broker.qos(), limits.qos());
        this.retain = broker.retain() && limits.retain();
        this.largestPacket = limits.packet();
        if (qos != broker.qos() || retain != broker.retain()) {
            LOG.warn(
                    "The broker {} cannot do what is configured; messages go with QoS {}, {}",
                    broker.uri(),
                    qos.getCode(),
                    retain ? "retained" : "not retained");
        }
    }

    private static MqttQos lower(MqttQos one, MqttQos other) {
        return one.getCode() < other.getCode() ? one : other;
    }

    /**
     * Connects, and says on the status topic that we are there.
     *
     * @throws IOException if that fails; the message says in one line why, and what to look at
     * @throws InterruptedException when interrupted; nothing is left behind
     */
    static Session open(Broker broker) throws IOException, InterruptedException {
        var threads = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("sosgi-mqtt", true), NioIoHandler.newFactory());
        try {
            Link link = Link.of(broker, threads);
            // The client keeps to its own two deadlines, one after the other; this one is for what it may forget.
            Link.Limits limits =
                    link.connect().toFuture().get(3 * broker.timeout().toMillis(), TimeUnit.MILLISECONDS);
            var session = new Session(broker, threads, link, limits);
            session.tell(ONLINE, broker.timeout().toMillis());
            LOG.info("Connected to {}", broker);
            return session;
        } catch (ExecutionException e) {
            release(threads);
            throw Refusals.notConnected(e.getCause(), broker);
        } catch (TimeoutException e) {
            release(threads);
            throw Refusals.notConnected(e, broker);
        } catch (RuntimeException | InterruptedException e) {
            release(threads);
            throw e;
        }
    }

    private void tell(byte[] status, long millis) throws InterruptedException, ExecutionException, TimeoutException {
        if (broker.statusTopic().isEmpty()) {
            return;
        }
        Optional<Throwable> error = link.publish(
                        Flowable.just(new Publication(0, broker.statusTopic(), status)),
                        lower(MqttQos.AT_LEAST_ONCE, qos),
                        true)
                .firstOrError()
                .toFuture()
                .get(millis, TimeUnit.MILLISECONDS);
        if (error.isPresent()) {
            if (!Refusals.isRefusal(error.get())) {
                throw new ExecutionException(error.get());
            }
            statusRefused = true;
            LOG.warn(
                    "The broker {} does not take messages on the status topic {} ({}): there are none from now on",
                    broker.uri(),
                    broker.statusTopic(),
                    Refusals.code(error.get()));
        }
    }

    boolean statusRefused() {
        return statusRefused;
    }

    boolean isUp() {
        return link.isUp();
    }

    /** Whether the broker acknowledges what it takes. */
    boolean acknowledges() {
        return qos != MqttQos.AT_MOST_ONCE;
    }

    /** Returns whether the broker said that it does not take a message of this length. */
    boolean isTooLarge(Publication message) {
        // Topic, payload, and at most 16 bytes around them: header, length, packet identifier, topic alias.
        long packet = 16L + TopicName.bytes(message.topic()) + message.payload().length;
        return packet > largestPacket;
    }

    int largestPacket() {
        return largestPacket;
    }

    /**
     * Publishes, and returns when all are acknowledged or refused.
     *
     * @param outcomes where to put what became of each message, in order; if this throws, of those of which something is known
     * @throws ExecutionException if the connection broke; the cause says more
     * @throws InterruptedException when interrupted; messages may still be on their way until the session is abandoned
     */
    void publish(List<Publication> messages, List<Optional<Throwable>> outcomes)
            throws ExecutionException, InterruptedException {
        List<Optional<Throwable>> told = Collections.synchronizedList(new ArrayList<>(messages.size()));
        try {
            link.publish(Flowable.fromIterable(messages), qos, retain)
                    .takeUntil(outcome -> outcome.isPresent() && !Refusals.isRefusal(outcome.get()))
                    .doOnNext(told::add)
                    .ignoreElements()
                    .toSingleDefault(Boolean.TRUE)
                    .toFuture()
                    .get();
        } finally {
            outcomes.addAll(List.copyOf(told));
        }
        if (!told.isEmpty()) {
            Optional<Throwable> last = outcomes.get(outcomes.size() - 1);
            if (last.isPresent() && !Refusals.isRefusal(last.get())) {
                outcomes.remove(outcomes.size() - 1);
                throw new ExecutionException(last.get());
            }
        }
    }

    /** Says on the status topic that we go, then goodbye; if the broker answers soon. */
    void close() {
        try {
            if (isUp()) {
                tell(OFFLINE, TimeUnit.SECONDS.toMillis(GOODBYE_SECONDS));
                if (!link.disconnect().blockingAwait(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.info("The broker {} does not close the connection; we do", broker.uri());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.info("The broker {} could not be told that we go: {}", broker.uri(), Refusals.words(e));
        } finally {
            abandon();
        }
    }

    /** Closes the connection as it is; what was not sent never will be. */
    void abandon() {
        release(threads);
    }

    private static void release(MultithreadEventLoopGroup threads) {
        threads.shutdownGracefully(0, GOODBYE_SECONDS, TimeUnit.SECONDS);
    }
}
