package org.sosgi.setup;

import java.io.IOException;
import java.net.DatagramSocket;

/** Two ports that were free a moment ago. */
record FreeUdpPorts(int log, int user) {

    static FreeUdpPorts find() throws IOException {
        try (var one = new DatagramSocket();
                var other = new DatagramSocket()) {
            return new FreeUdpPorts(one.getLocalPort(), other.getLocalPort());
        }
    }
}
