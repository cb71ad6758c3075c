package org.sosgi.httpserver;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;

/** Accepts connections, one thread for all, and asks {@link Connections} which may stay. */
final class Doorway extends ServerConnector {

    private final Connections connections;

    Doorway(Server server, Connections connections, ConnectionFactory... factories) {
        // No thread that only accepts, and one selector.
        super(server, null, null, null, 0, 1, factories);
        this.connections = connections;
        connections.start(getScheduler());
        getSelectorManager().addEventListener(connections);
    }

    // Called by the constructor of the class above: no field of this one is set yet.
    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {

            @Override
            public void accept(SelectableChannel channel, Object attachment) {
                if (connections.admit((SocketChannel) channel)) {
                    super.accept(channel, attachment);
                } else {
                    IO.close(channel);
                }
            }

            @Override
            protected void endPointOpened(EndPoint endPoint) {
                super.endPointOpened(endPoint);
                connections.opened((Conversation) endPoint);
            }

            @Override
            protected void endPointClosed(EndPoint endPoint) {
                super.endPointClosed(endPoint);
                connections.closed((Conversation) endPoint);
            }
        };
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        Conversation conversation = new Conversation(channel, selector, key, getScheduler());
        conversation.setIdleTimeout(getIdleTimeout());
        return conversation;
    }
}
