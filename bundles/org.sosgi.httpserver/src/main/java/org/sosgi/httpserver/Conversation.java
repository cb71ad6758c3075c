package org.sosgi.httpserver;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that knows what it is about and since when, so that {@link Connections} can end it. With TLS the handshake is part of the
 * first request.
 */
final class Conversation extends SocketChannelEndPoint {

    private enum Phase {
        /** A request arrives, or the connection is new and one should. */
        ASKING,
        ANSWERING,
        /** There was an answer, and nothing since. */
        QUIET
    }

    /** Seen as one, by the thread that ends what takes too long. */
    private record State(Phase phase, long since) {}

    private final InetAddress source;
    private volatile State state;
    private final AtomicLong received = new AtomicLong();

    Conversation(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
        source = channel.socket().getInetAddress();
        state = new State(Phase.ASKING, System.nanoTime());
    }

    /** Returns the conversation a connection is about, below TLS if there is any. */
    static Conversation of(EndPoint endPoint) {
        EndPoint at = endPoint;
        while (at instanceof EndPoint.Wrapper wrapper) {
            at = wrapper.unwrap();
        }
        return (Conversation) at;
    }

    InetAddress source() {
        return source;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0) {
            if (state.phase == Phase.QUIET) {
                received.set(0);
                state = new State(Phase.ASKING, System.nanoTime());
            }
            received.addAndGet(filled);
        }
        return filled;
    }

    /** The request is there. */
    void answering() {
        state = new State(Phase.ANSWERING, System.nanoTime());
    }

    /** The answer has been taken. */
    void answered() {
        received.set(0);
        state = new State(Phase.QUIET, System.nanoTime());
    }

    /** Returns for how many nanoseconds it has been waiting for a request; -1 if there is one. */
    long waiting(long now) {
        State seen = state;
        return seen.phase == Phase.ANSWERING ? -1 : now - seen.since;
    }

    /** Whether it has had more time than it should. That nothing moves at all is looked after by the server. */
    boolean overdue(long now, Limits limits) {
        State seen = state;
        long taken = now - seen.since;
        return switch (seen.phase) {
            case QUIET -> false;
            case ANSWERING -> taken > Limits.nanos(limits.answerMs());
            case ASKING ->
                taken > Limits.nanos(limits.requestMs())
                        || taken > Limits.nanos(limits.graceMs())
                                && received.get() < limits.bytesPerSecond() * (taken / 1_000_000_000.0);
        };
    }

    void end(String why) {
        close(new TimeoutException(why));
    }
}
