package org.sosgi.udp;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A way to receive datagrams; all ways behave alike. */
interface Transport {

    /** Returns the name as in the setting {@code transport}. */
    String name();

    /**
     * Opens a socket.
     *
     * @param receiveBuffer the size to ask the kernel for, in bytes; it may grant less
     */
    BoundSocket bind(InetSocketAddress address, int receiveBuffer) throws IOException;
}
