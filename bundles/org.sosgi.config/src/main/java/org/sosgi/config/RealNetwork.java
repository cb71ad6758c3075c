package org.sosgi.config;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The network as this machine sees it. */
final class RealNetwork implements Network {

    private static final long LOOKUP_MILLIS = 2_000;
    private static final int CONNECT_MILLIS = 1_000;

    @Override
    public boolean knows(String host) {
        // The lookup itself cannot be given a deadline, nor interrupted.
        var lookup = new FutureTask<>(() -> hasIpv4(host));
        var thread = new Thread(lookup, "name lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return lookup.get(LOOKUP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean hasIpv4(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(Inet4Address.class::isInstance);
    }

    /** For a host that is known, so that its name is not looked up for long again. */
    @Override
    public boolean reaches(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
