package org.sosgi.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Receives with Netty's native epoll. This class and those it uses name Netty's classes: load it only within a {@code catch
 * LinkageError}, for the bundle runs without Netty too.
 */
final class EpollTransport implements Transport {

    /** @throws IOException if the native library cannot be used here: not Linux, another processor, not unpacked */
    EpollTransport() throws IOException {
        if (!Epoll.isAvailable()) {
            throw new IOException("Netty epoll is not available", Epoll.unavailabilityCause());
        }
    }

    @Override
    public String name() {
        return "epoll";
    }

    @Override
    public BoundSocket bind(InetSocketAddress address, int receiveBuffer) throws IOException {
        String thread = Thread.currentThread().getName() + "-epoll";
        var group = new MultiThreadIoEventLoopGroup(
                1,
                work -> {
                    var loop = new Thread(work, thread);
                    loop.setDaemon(true);
                    return loop;
                },
                EpollIoHandler.newFactory());
        var family =
                address.getAddress() instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        var handler = new EpollReader();
        try {
            ChannelFuture bound = new Bootstrap()
                    .group(group)
                    .channelFactory(() -> new EpollDatagramChannel(family))
                    .option(ChannelOption.SO_RCVBUF, receiveBuffer)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new OneBuffer(BoundSocket.LARGEST))
                    .option(ChannelOption.AUTO_READ, false)
                    .handler(handler)
                    .bind(address)
                    .await();
            if (!bound.isSuccess()) {
                throw new IOException(bound.cause().getMessage(), bound.cause());
            }
            return new EpollSocket((EpollDatagramChannel) bound.channel(), handler, group);
        } catch (InterruptedException e) {
            end(group);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException | RuntimeException e) {
            end(group);
            throw e;
        }
    }

    private static void end(EventLoopGroup group) {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private record EpollSocket(EpollDatagramChannel channel, EpollReader reader, EventLoopGroup group)
            implements BoundSocket {

        @Override
        public InetSocketAddress address() {
            return channel.localAddress();
        }

        @Override
        public int receiveBuffer() {
            // Linux doubles the size for its own bookkeeping and tells the double; the JDK halves it again, Netty does
            // not.
            return channel.config().getReceiveBufferSize() / 2;
        }

        @Override
        public void receive(Receiver receiver) throws IOException {
            reader.start(receiver);
            channel.config().setAutoRead(true);
            try {
                channel.closeFuture().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Throwable failure = reader.failure();
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
        }

        @Override
        public void close() {
            // Waits, so that afterwards the port is free, but never on Netty's own thread.
            channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
            end(group);
        }
    }
}
