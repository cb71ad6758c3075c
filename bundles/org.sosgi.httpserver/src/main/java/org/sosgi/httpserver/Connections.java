package org.sosgi.httpserver;

import java.net.InetAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.thread.Scheduler;
import org.sosgi.httpserver.Traffic.Reason;
import org.sosgi.network.AllowList;

/**
 * The connections of a door: lets them in, so many in all and so many per source, and ends those that take too long.
 *
 * <p>When there are too many, the one that has waited for a request for longest makes room, of all or of the same source: so whoever
 * holds connections without asking does not keep out those who ask, not even from the same address. Only when all are about requests a
 * new one is refused.
 */
final class Connections implements SelectorManager.AcceptListener {

    private static final long SWEEP_MS = 500;

    private final Limits limits;
    private final AllowList allowed;
    private final Traffic traffic;
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();

    /** Guarded by this: channels that were let in and are not closed, and how many each source has. */
    private final Map<SelectableChannel, Source> open = new HashMap<>();

    private final Map<Source, Integer> perSource = new HashMap<>();
    private Scheduler scheduler;
    private boolean sweeping;

    /** @param allowed null if everybody may come */
    Connections(Limits limits, AllowList allowed, Traffic traffic) {
        this.limits = limits;
        this.allowed = allowed;
        this.traffic = traffic;
    }

    synchronized void start(Scheduler with) {
        scheduler = with;
    }

    /** Whether a connection may stay; if not, the caller closes it without having read anything. */
    boolean admit(SocketChannel channel) {
        InetAddress address = channel.socket().getInetAddress();
        if (address == null) {
            return false;
        }
        if (allowed != null && !allowed.admits(address)) {
            traffic.refuse(Reason.SOURCE, address);
            return false;
        }
        Source source = Source.of(address);
        if (full(source) && !makeRoom(source)) {
            traffic.refuse(Reason.CONNECTIONS, address);
            return false;
        }
        add(channel, source);
        return true;
    }

    private synchronized boolean full(Source source) {
        return open.size() >= limits.connections() || fullOf(source);
    }

    private synchronized boolean fullOf(Source source) {
        return perSource.getOrDefault(source, 0) >= limits.connectionsPerSource();
    }

    private boolean makeRoom(Source source) {
        boolean ofSame = fullOf(source);
        long now = System.nanoTime();
        Conversation longest = null;
        long waited = -1;
        for (Conversation conversation : conversations) {
            long waiting = conversation.waiting(now);
            if (waiting > waited && (!ofSame || Source.of(conversation.source()).equals(source))) {
                longest = conversation;
                waited = waiting;
            }
        }
        if (longest == null) {
            return false;
        }
        traffic.refuse(Reason.SLOW, longest.source());
        // At once: the new one is counted now, and the system's notice of this one comes later.
        remove(longest.getChannel());
        conversations.remove(longest);
        longest.end("made room for another");
        return true;
    }

    private synchronized void add(SelectableChannel channel, Source source) {
        open.put(channel, source);
        perSource.merge(source, 1, Integer::sum);
        if (!sweeping) {
            sweeping = true;
            scheduler.schedule(this::sweep, SWEEP_MS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void remove(SelectableChannel channel) {
        Source source = open.remove(channel);
        if (source != null) {
            perSource.computeIfPresent(source, (known, count) -> count > 1 ? count - 1 : null);
        }
    }

    void opened(Conversation conversation) {
        conversations.add(conversation);
    }

    void closed(Conversation conversation) {
        conversations.remove(conversation);
        remove(conversation.getChannel());
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        remove(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        remove(channel);
    }

    /** As long as there are connections. */
    private void sweep() {
        long now = System.nanoTime();
        for (Conversation conversation : conversations) {
            if (conversation.overdue(now, limits)) {
                traffic.refuse(Reason.SLOW, conversation.source());
                conversation.end("took too long");
            }
        }
        synchronized (this) {
            sweeping = !open.isEmpty();
            if (sweeping) {
                scheduler.schedule(this::sweep, SWEEP_MS, TimeUnit.MILLISECONDS);
            }
        }
    }

    synchronized int now() {
        return open.size();
    }
}
