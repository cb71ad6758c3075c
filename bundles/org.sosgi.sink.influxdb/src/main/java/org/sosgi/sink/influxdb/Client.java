package org.sosgi.sink.influxdb;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.sosgi.api.RequestFailedException;
import org.sosgi.http.Http;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Reply;
import org.sosgi.http.Request;

/** Asks one server, with its credentials. No redirects, no retries: the engine repeats what failed. */
final class Client implements Closeable {

    private static final int SHORTEST_SECRET = 4;

    private final String base;
    private final String authorization;
    private final List<String> secrets;
    private final HttpSettings settings;
    private final Http http;

    /**
     * @param base where the server is; a path in it is put before those of the requests
     * @param authorization the header's value; null for none
     * @param secrets what must not be told of an answer that quotes it
     */
    Client(URI base, String authorization, List<String> secrets, HttpSettings settings) {
        this.base = base.toString().replaceAll("/+$", "");
        this.authorization = authorization;
        this.secrets = secrets;
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
        return new Answer(
                request.uri(), settings.timeout(), reply.status(), told(reply.text()), reply.header("Retry-After"));
    }

    private String told(String body) {
        String told = body;
        for (String secret : secrets) {
            // What is so short keeps nobody out, and is a part of words.
            told = secret.length() < SHORTEST_SECRET ? told : told.replace(secret, "…");
        }
        return told;
    }

    @Override
    public void close() {
        http.close();
    }
}
