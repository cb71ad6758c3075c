package org.sosgi.udp;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the transport that is wanted and can be had. */
final class Transports {

    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

    private Transports() {}

    /** @param name as in the setting {@code transport} */
    static Transport choose(String name) {
        if (name.equals("epoll")) {
            try {
                return new EpollTransport();
            } catch (IOException | LinkageError e) {
                LOG.warn("Netty epoll cannot be used ({}): the JDK receives instead", e.toString());
            }
        }
        return new NioTransport();
    }
}
