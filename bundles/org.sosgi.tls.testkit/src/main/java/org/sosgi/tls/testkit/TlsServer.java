package org.sosgi.tls.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server that makes TLS connections and keeps what it is sent. It answers HTTP requests with 200 and an empty JSON object; whoever
 * sends anything else is left alone.
 */
public final class TlsServer implements AutoCloseable {

    private static final int LONGEST = 16 * 1_024;
    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final SSLSocketFactory tls;
    private final SSLParameters parameters;

    /** @param protocol the only one; null for those of the Java runtime, and null or no suites likewise */
    public TlsServer(Pki.Identity own, String protocol, boolean wantsClientCertificate, String... suites)
            throws IOException, GeneralSecurityException {
        var context = own.context();
        tls = context.getSocketFactory();
        parameters = context.getDefaultSSLParameters();
        if (protocol != null) {
            parameters.setProtocols(new String[] {protocol});
        }
        if (suites.length > 0) {
            parameters.setCipherSuites(suites);
        }
        parameters.setNeedClientAuth(wantsClientCertificate);
        HelloServer.start(listener, sockets, this::serve);
    }

    private void serve(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        // Closed only when the client has read the alert: a reset could overtake it.
        var secured = (SSLSocket) tls.createSocket(socket, null, false);
        secured.setUseClientMode(false);
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
            answer(secured);
            secured.close();
        } catch (SSLException e) {
            socket.shutdownOutput();
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private void answer(SSLSocket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var text = new StringBuilder();
        byte[] buffer = new byte[LONGEST];
        int count = in.read(buffer);
        while (count >= 0) {
            text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            boolean http = text.indexOf(" HTTP/1.1\r\n") > 0;
            if (!http || complete(text)) {
                received.add(text.toString());
                if (http) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
                return;
            }
            count = in.read(buffer);
        }
    }

    private static boolean complete(StringBuilder request) {
        int end = request.indexOf("\r\n\r\n");
        int at = request.indexOf("Content-Length: ");
        if (end < 0 || at < 0 || at > end) {
            return end >= 0;
        }
        String length = request.substring(at + "Content-Length: ".length(), request.indexOf("\r\n", at));
        return request.length() >= end + 4 + Integer.parseInt(length.strip());
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Returns what clients have sent over TLS, each byte as a character. */
    public List<String> received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
