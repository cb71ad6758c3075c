package org.sosgi.simulator.site;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The ports of a site: those open that the script does not refuse. */
final class Listeners {

    private static final int BACKLOG = 1_024;
    private static final int MOST_OF_A_REQUEST = 64 << 10;

    private final EventLoopGroup threads;
    private final SslContext tls;
    private final Replies replies;
    private final Recorder recorder;
    private final Script script;
    private final List<Listener> all = new ArrayList<>();
    private boolean closed;

    Listeners(EventLoopGroup threads, SslContext tls, Script script, Replies replies, Recorder recorder) {
        this.threads = threads;
        this.tls = tls;
        this.script = script;
        this.replies = replies;
        this.recorder = recorder;
    }

    /** One port of one address. */
    private static final class Listener {
        final Service service;
        final String address;
        final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        int port;
        Channel channel;

        Listener(Service service, String address, int port) {
            this.service = service;
            this.address = address;
            this.port = port;
        }
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any that is free
     * @return the port
     */
    synchronized int open(Service service, String address, int port) throws IOException {
        var listener = new Listener(service, address, port);
        bind(listener);
        all.add(listener);
        return listener.port;
    }

    /** Closes everything of a service, to try with another port. */
    synchronized void close(Service service) {
        all.stream().filter(listener -> listener.service == service).forEach(Listeners::unbind);
        all.removeIf(listener -> listener.service == service);
    }

    /** Opens and closes ports as the script says. */
    synchronized void follow() throws IOException {
        for (Listener listener : all) {
            boolean refused = script.refuses(listener.service, listener.address, listener.port);
            if (refused && listener.channel != null) {
                unbind(listener);
            } else if (!refused && listener.channel == null && !closed) {
                bind(listener);
            }
        }
    }

    synchronized void close() {
        closed = true;
        all.forEach(Listeners::unbind);
    }

    private void bind(Listener listener) throws IOException {
        var bootstrap = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        begin(listener, channel);
                    }
                });
        var bound = bootstrap.bind(listener.address, listener.port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + listener.address + ", port " + listener.port + " ("
                            + bound.cause().getMessage() + "); name another port, or end who has it",
                    bound.cause());
        }
        listener.channel = bound.channel();
        listener.port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a connection that is closed anyhow
    private void begin(Listener listener, SocketChannel channel) {
        // A site that listens on all addresses at once cannot close a port of one of them: it is reset at once.
        String address = channel.localAddress().getAddress().getHostAddress();
        if (script.refuses(listener.service, address, listener.port)) {
            channel.config().setSoLinger(0);
            channel.close();
            return;
        }
        listener.connections.add(channel);
        channel.pipeline()
                .addLast(tls.newHandler(channel.alloc()))
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MOST_OF_A_REQUEST))
                .addLast(new SiteHandler(listener.service, replies, recorder));
    }

    private static void unbind(Listener listener) {
        if (listener.channel != null) {
            listener.channel.close().awaitUninterruptibly();
            listener.channel = null;
        }
        for (Channel connection : listener.connections) {
            connection.eventLoop().execute(() -> SiteHandler.reset(connection));
        }
    }
}
