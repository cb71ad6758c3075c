package org.sosgi.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

/** Hands what Netty received to a {@link Receiver}; a failure ends the channel. */
final class EpollReader extends ChannelInboundHandlerAdapter {

    private volatile Receiver receiver;
    private volatile Throwable failure;

    void start(Receiver to) {
        receiver = to;
    }

    /** Returns what broke, or null. */
    Throwable failure() {
        return failure;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var packet = (DatagramPacket) message;
        try {
            ByteBuf content = packet.content();
            // Lives for the call only and is ours alone, so Netty's cached view will do.
            receiver.received(
                    content.internalNioBuffer(content.readerIndex(), content.readableBytes()),
                    packet.sender().getAddress());
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (receiver != null) {
            receiver.caughtUp();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failure = cause;
        context.close();
    }
}
