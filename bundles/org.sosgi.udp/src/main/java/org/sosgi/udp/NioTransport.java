package org.sosgi.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Receives with the JDK alone, one system call per datagram.
 *
 * <p>To be woken for every datagram costs three times as much as to read it. So while traffic is lively the reader takes all there is
 * and then naps for a millisecond, in which the kernel's buffer fills; only when it finds next to nothing does it wait to be woken.
 */
final class NioTransport implements Transport {

    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(1);

    /** So many datagrams in one go are lively traffic: some thousands a second. */
    private static final int LIVELY = 2;

    /** A kernel buffer from which on a nap is safe: room for a thousand datagrams and more. */
    private static final int ROOMY = 1 << 20;

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public BoundSocket bind(InetSocketAddress address, int receiveBuffer) throws IOException {
        // An IPv4 address gets an IPv4 socket, as before; only an IPv6 address opens one for both.
        DatagramChannel channel = address.getAddress() instanceof Inet4Address
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            channel.bind(address);
            return new NioSocket(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static final class NioSocket implements BoundSocket {

        private final DatagramChannel channel;
        private final Selector selector;
        private final InetSocketAddress address;
        private final int receiveBuffer;

        NioSocket(DatagramChannel channel) throws IOException {
            this.channel = channel;
            this.address = (InetSocketAddress) channel.getLocalAddress();
            this.receiveBuffer = channel.getOption(StandardSocketOptions.SO_RCVBUF);
            channel.configureBlocking(false);
            this.selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public int receiveBuffer() {
            return receiveBuffer;
        }

        @Override
        public void receive(Receiver receiver) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
            try {
                while (true) {
                    if (drain(buffer, receiver) >= LIVELY && receiveBuffer >= ROOMY) {
                        LockSupport.parkNanos(NAP);
                    } else {
                        selector.select();
                        selector.selectedKeys().clear();
                    }
                }
            } catch (ClosedChannelException | ClosedSelectorException closed) {
                // Asked for.
            }
        }

        private int drain(ByteBuffer buffer, Receiver receiver) throws IOException {
            int count = 0;
            var source = (InetSocketAddress) channel.receive(buffer.clear());
            while (source != null) {
                count++;
                receiver.received(buffer.flip(), source.getAddress());
                source = (InetSocketAddress) channel.receive(buffer.clear());
            }
            receiver.caughtUp();
            return count;
        }

        @Override
        public void close() {
            try {
                channel.close();
                // Wakes the reader, and lets go of the channel, which else would stay open until the next selection.
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
