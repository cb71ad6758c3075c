package org.sosgi.http;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** A connection that tells no log, at whatever level, what is sent over it: there are secrets in the headers. */
final class SilentConnection extends DefaultManagedHttpClientConnection {

    /** Three buffers of this size go with each connection; the default of 32 KiB would make 500 idle ones 47 MiB. */
    private static final Http1Config SMALL =
            Http1Config.custom().setBufferSize(2 * 1024).build();

    SilentConnection(String id) {
        super(id, null, null, SMALL, null, null, null, null);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket secured, Socket socket) throws IOException {
        bind(new SocketHolder(secured, socket));
    }

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {
        // The original logs the headers here.
    }

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {
        // The original logs the headers here.
    }
}
