package org.sosgi.udp;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Takes what a socket receives, on the one thread that reads the socket. Must be quick: while it runs the kernel's buffer fills. */
@FunctionalInterface
interface Receiver {

    /** @param payload from position to limit; used again for the next datagram */
    void received(ByteBuffer payload, InetAddress source);

    /** The socket was found empty: whoever sends is not faster than we read. */
    default void caughtUp() {}
}
