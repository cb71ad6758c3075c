package org.sosgi.udp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A UDP socket that is bound to an address. */
interface BoundSocket extends Closeable {

    /** Room for the largest datagram there can be (65,507 bytes over IPv4, 65,527 over IPv6), so that none is ever cut short. */
    int LARGEST = 65_536;

    InetSocketAddress address();

    /** Returns the size of the kernel's receive buffer as the system tells it, in bytes. */
    int receiveBuffer();

    /** Receives on the caller's thread or keeps it waiting while it receives on another, until {@link #close}. */
    void receive(Receiver receiver) throws IOException;

    /** Ends {@link #receive}; may be called from any thread, and more than once. */
    @Override
    void close();
}
