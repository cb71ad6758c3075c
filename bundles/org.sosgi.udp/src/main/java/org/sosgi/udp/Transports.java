package org.sosgi.udp;

/** Finds the transport that is wanted and can be had. */
final class Transports {

    private Transports() {}

    /**
     * @param name as in the setting {@code transport}
     */
    static Transport choose(String name) {
        return new NioTransport();
    }
}
