package org.sosgi.setup.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Looks whether something can be reached, or listened on, by TCP. Says nothing to whom it reaches. */
public final class TcpProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private TcpProbe() {}

    public static Finding reach(String what, HostPort at) {
        long start = System.nanoTime();
        try (var socket = new Socket()) {
            var address = new InetSocketAddress(at.host(), at.port());
            if (address.isUnresolved()) {
                return Finding.fail(what, "this name is not known here", "correct it, or mend the name server");
            }
            socket.connect(address, (int) TIMEOUT.toMillis());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            return Finding.ok(what, "takes a connection after " + millis + " ms");
        } catch (IOException e) {
            return Finding.fail(
                    what,
                    "cannot be reached: " + e.getMessage(),
                    "see whether it runs, and whether a firewall lets this machine through");
        }
    }

    /** @param where the keys with host and port */
    public static Finding free(String what, HostPort at, String where) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(at.host(), at.port()));
            return Finding.ok(what, "free");
        } catch (IOException e) {
            return Finding.fail(
                    what, "cannot be had: " + e.getMessage(), "see who has it (ss -ltnp), or change " + where);
        }
    }
}
