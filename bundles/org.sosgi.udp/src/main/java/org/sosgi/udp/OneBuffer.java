package org.sosgi.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.nio.ByteBuffer;

/** Has Netty receive into the same buffer again and again: each datagram is copied before the next is read. */
final class OneBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

    /** So many datagrams are read before the event loop looks at anything else; there is hardly anything else. */
    private static final int PER_READ = 64;

    private final int size;

    OneBuffer(int size) {
        super(PER_READ);
        this.size = size;
    }

    @Override
    @SuppressWarnings("deprecation") // Netty deprecated the type it still asks for.
    public Handle newHandle() {
        return new MaxMessageHandle() {

            // Wrapped, not allocated by Netty: the garbage collector takes it when the channel is gone.
            private final ByteBuf buffer = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(size));

            @Override
            public int guess() {
                return size;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator unused) {
                return buffer.clear().retain();
            }
        };
    }
}
