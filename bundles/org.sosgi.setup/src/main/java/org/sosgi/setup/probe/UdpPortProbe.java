package org.sosgi.setup.probe;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Looks whether the agent could listen. */
public final class UdpPortProbe {

    private UdpPortProbe() {}

    public static Finding free(String endpoint, String host, int port) {
        String what = "udp " + endpoint + " " + host + ":" + port;
        try (var socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(host, port));
            return Finding.ok(what, "free");
        } catch (SocketException e) {
            String reason = String.valueOf(e.getMessage());
            String next = reason.contains("in use")
                    ? "see who has it (ss -lunp), or choose another port here and for the log appenders"
                    : reason.contains("ermission")
                            ? "take a port above 1023, or let the agent's user have low ports"
                            : "let serverHost be 0.0.0.0 or an address of this machine";
            return Finding.fail(what, "cannot be had: " + reason, next);
        }
    }
}
