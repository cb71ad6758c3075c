package org.sosgi.network;

import java.io.IOException;
import java.net.InetAddress;

/**
 * Keeps an agent that takes unsigned plugins to itself: in this mode of development nothing may listen where other machines come in.
 */
public final class Loopback {

    /** System property: {@code true} in the mode of development. */
    static final String UNSIGNED = "sosgi.plugins.unsigned";

    private Loopback() {}

    /**
     * To be called before a socket is bound.
     *
     * @throws IOException if unsigned plugins are taken and the address is not one of the loopback
     */
    public static void require(InetAddress address) throws IOException {
        if (Boolean.getBoolean(UNSIGNED) && !address.isLoopbackAddress()) {
            throw new IOException(
                    "while unsigned plugins are taken (" + UNSIGNED + "=true) only a loopback address such as"
                            + " 127.0.0.1 may be listened on, not " + address.getHostAddress());
        }
    }
}
