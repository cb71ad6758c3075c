package org.sosgi.audit.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** HTTP/1.1 by hand: sends bytes as they are and reads answers, over plain TCP or TLS. */
final class Wire {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MOST = 4 << 20;

    private final Victim.Door door;
    private final SSLContext tls;

    /** @param certificate which the server must have; none for plain TCP */
    Wire(Victim.Door door, Optional<Path> certificate) throws IOException {
        this.door = door;
        this.tls = certificate.isPresent() ? context(certificate.get()) : null;
    }

    Victim.Door door() {
        return door;
    }

    /**
     * An answer.
     *
     * @param status 0 if the connection was closed without one
     * @param headers by their names in lower case
     * @param closed whether the server closed the connection afterwards
     */
    record Answer(int status, Map<String, List<String>> headers, String body, boolean closed) {

        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    Socket connect() throws IOException {
        return connect(null);
    }

    /** @param from an address of this machine, or null */
    Socket connect(InetAddress from) throws IOException {
        Socket socket = new Socket();
        try {
            if (from != null) {
                socket.bind(new InetSocketAddress(from, 0));
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            if (tls == null) {
                return socket;
            }
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, "127.0.0.1", door.port(), true);
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Opens a connection of TLS 1.2 and begins another handshake on it. Returns whether the server went along with that. */
    boolean renegotiates() throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "127.0.0.1", door.port(), true);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            String first = HexFormat.of().formatHex(socket.getSession().getId());
            try {
                socket.getSession().invalidate();
                socket.startHandshake();
                socket.getOutputStream()
                        .write("GET /unknown HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return socket.getInputStream().read() >= 0
                        && !first.equals(
                                HexFormat.of().formatHex(socket.getSession().getId()));
            } catch (SSLException | SocketException e) {
                return false;
            }
        }
    }

    /** Sends bytes on a connection of their own, and reads what comes until the connection is closed or nothing comes any more. */
    Answer send(byte[] request, int patienceMillis) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(patienceMillis);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // Refused before it was whole: there may be an answer all the same.
            }
            return answer(socket);
        }
    }

    Answer send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.ISO_8859_1), TIMEOUT_MILLIS);
    }

    /** Sends a well-formed request, which the server is asked to close the connection after. */
    Answer request(String method, String path, String... headers) throws IOException {
        var text = new StringBuilder(
                method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + door.port() + "\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return send(text.append("\r\n").toString());
    }

    /** Reads one answer and whatever follows. */
    static Answer answer(Socket socket) {
        var bytes = new ByteArrayOutputStream();
        boolean closed = false;
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 14];
            for (int read; bytes.size() < MOST; bytes.write(buffer, 0, read)) {
                read = in.read(buffer);
                if (read < 0) {
                    closed = true;
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            closed = false;
        } catch (IOException e) {
            closed = true;
        }
        return parse(bytes.toString(StandardCharsets.ISO_8859_1), closed);
    }

    static Answer parse(String text, boolean closed) {
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            return new Answer(0, Map.of(), text, closed);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(
                                lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                                name -> new ArrayList<>())
                        .add(lines[i].substring(colon + 1).strip());
            }
        }
        String[] first = lines[0].split(" ", 3);
        return new Answer(
                first.length > 1 && first[1].matches("\\d{3}") ? Integer.parseInt(first[1]) : 0,
                headers,
                text.substring(end + 4),
                closed);
    }

    private static SSLContext context(Path certificate) throws IOException {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
