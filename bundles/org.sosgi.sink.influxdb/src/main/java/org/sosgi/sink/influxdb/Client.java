package org.sosgi.sink.influxdb;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import org.sosgi.api.RequestFailedException;
import org.sosgi.http.Http;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Reply;
import org.sosgi.http.Request;

/** Asks one server, with its credentials. No redirects, no retries: the engine repeats what failed. */
final class Client implements Closeable {

    private final String base;
    private final String authorization;
    private final HttpSettings settings;
    private final Http http;

    /**
     * @param base where the server is; a path in it is put before those of the requests
     * @param authorization the header's value; null for none
     */
    Client(URI base, String authorization, HttpSettings settings) {
        this.base = base.toString().replaceAll("/+$", "");
        this.authorization = authorization;
        this.settings = settings;
        this.http = new Http(settings);
    }

    /**
     * Here and in all methods a path has its query with it.
     *
     * @throws InterruptedIOException if the thread was interrupted
     * @throws RequestFailedException if there is no answer
     */
    Answer get(String path) throws IOException {
        return send(Request.get(uri(path)));
    }

    Answer post(String path) throws IOException {
        return send(Request.post(uri(path)));
    }

    /** @param length how many bytes of the body to send */
    Answer post(String path, byte[] body, int length, Map<String, String> headers) throws IOException {
        return send(Request.post(uri(path), body, length).with(headers));
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }

    private Answer send(Request request) throws IOException {
        Reply reply = http.send(authorization == null ? request : request.with("Authorization", authorization));
        return new Answer(request.uri(), settings.timeout(), reply.status(), reply.text(), reply.header("Retry-After"));
    }

    @Override
    public void close() {
        http.close();
    }
}
