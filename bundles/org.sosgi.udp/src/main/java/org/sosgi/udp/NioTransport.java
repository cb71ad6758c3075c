package org.sosgi.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/** Receives with the JDK alone: a blocking channel, one system call per datagram, no selector. */
final class NioTransport implements Transport {

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
        private final InetSocketAddress address;
        private final int receiveBuffer;

        NioSocket(DatagramChannel channel) throws IOException {
            this.channel = channel;
            this.address = (InetSocketAddress) channel.getLocalAddress();
            this.receiveBuffer = channel.getOption(StandardSocketOptions.SO_RCVBUF);
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
                    buffer.clear();
                    var source = (InetSocketAddress) channel.receive(buffer);
                    buffer.flip();
                    receiver.received(buffer, source.getAddress());
                }
            } catch (ClosedChannelException closed) {
                // Asked for.
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
