package org.sosgi.qlik.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.simulator.site.Credentials;

/**
 * A server that makes TLS connections and answers one request on each; unlike {@link Site} it sends an alert when it does not want one.
 */
final class Handshaker implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final SSLSocketFactory tls;
    private final String protocol;
    private final String[] suites;

    /** @param suites none for all that there are */
    Handshaker(Credentials own, String protocol, String... suites) throws IOException, GeneralSecurityException {
        this.tls = own.context().getSocketFactory();
        this.protocol = protocol;
        this.suites = suites;
        start(this::accept);
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "handshaker");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            // Closed only when the client has read the alert: a reset could overtake it.
            var secured = (SSLSocket) tls.createSocket(socket, null, false);
            secured.setEnabledProtocols(new String[] {protocol});
            if (suites.length > 0) {
                secured.setEnabledCipherSuites(suites);
            }
            secured.setNeedClientAuth(true);
            try {
                secured.startHandshake();
                answer(secured);
            } catch (SSLException e) {
                socket.getInputStream().skip(Long.MAX_VALUE);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void answer(SSLSocket socket) throws IOException {
        skipRequest(socket.getInputStream());
        socket.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
        skipRequest(socket.getInputStream());
    }

    private static void skipRequest(InputStream in) throws IOException {
        int end = 0;
        while (end < 4) {
            int b = in.read();
            if (b < 0) {
                return;
            }
            end = b == '\r' || b == '\n' ? end + 1 : 0;
        }
    }

    int connections() {
        return sockets.size();
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
