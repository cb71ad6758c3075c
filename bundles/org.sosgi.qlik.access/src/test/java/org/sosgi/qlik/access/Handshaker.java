package org.sosgi.qlik.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.simulator.site.Credentials;

/** A server that makes TLS connections and nothing else; unlike {@link Site} it sends an alert when it does not want one. */
final class Handshaker implements AutoCloseable {

    private final SSLServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    Handshaker(Credentials own, String protocol, String... suites) throws IOException, GeneralSecurityException {
        listener = (SSLServerSocket)
                own.context().getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listener.setEnabledProtocols(new String[] {protocol});
        if (suites.length > 0) {
            listener.setEnabledCipherSuites(suites);
        }
        listener.setNeedClientAuth(true);
        var thread = new Thread(this::serve, "handshaker");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var socket = (SSLSocket) listener.accept();
                sockets.add(socket);
                socket.startHandshake();
            } catch (IOException e) {
                // The client has been told by an alert.
            }
        }
    }

    String host() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    SenseRequest request() {
        return new SenseRequest(
                SenseService.ENGINE,
                new SenseRequest.Origin("127.0.0.1", "s", "d", ""),
                URI.create("https://" + host() + "/"),
                Map.of());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
