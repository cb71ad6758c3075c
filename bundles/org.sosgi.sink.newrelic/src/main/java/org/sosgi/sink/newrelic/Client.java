package org.sosgi.sink.newrelic;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.sosgi.api.RequestFailedException;
import org.sosgi.http.Http;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Reply;
import org.sosgi.http.Request;

/** Asks on behalf of one account. No redirects, no retries: the engine repeats what failed. */
final class Client implements Closeable {

    private final String account;
    private final String key;
    private final boolean gzip;
    private final Duration timeout;
    private final Http http;

    Client(String account, String key, boolean gzip, HttpSettings settings) {
        this.account = account;
        this.key = key;
        this.gzip = gzip;
        this.timeout = settings.timeout();
        this.http = new Http(settings);
    }

    String account() {
        return account;
    }

    /**
     * @param headers more headers; none can take the place of the key's
     * @throws RequestFailedException if there is no answer
     */
    Answer post(URI uri, Map<String, String> headers, byte[] json) throws IOException {
        byte[] body = gzip ? gzip(json) : json;
        Request request = Request.post(uri, body, body.length)
                .with("Content-Type", "application/json")
                .with("Accept", "application/json")
                .with(headers);
        if (gzip) {
            request = request.with("Content-Encoding", "gzip");
        }
        Reply reply = http.send(request.with("Api-Key", key));
        List<String> secrets = new ArrayList<>(headers.values());
        secrets.add(key);
        return new Answer(
                uri, timeout, reply.status(), Answer.reason(reply.text(), secrets), reply.header("Retry-After"));
    }

    private static byte[] gzip(byte[] json) {
        var compressed = new ByteArrayOutputStream(json.length / 8 + 64);
        try (var out = new GZIPOutputStream(compressed, 8 * 1024)) {
            out.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return compressed.toByteArray();
    }

    @Override
    public void close() {
        http.close();
    }
}
