package org.sosgi.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.sosgi.api.RequestFailedException;

/**
 * Asks servers over HTTP and waits for the answers; connections are kept between requests, shared by all threads.
 *
 * <p>A request is over after the timeout, whatever the server does, and when its thread is interrupted. Of an answer at most so many
 * bytes are read as the limit allows. There are no cookies and no retries; redirects are followed only within the same server, and
 * only if wanted. Of TLS there is 1.2 and 1.3, with forward secrecy and authenticated encryption ({@link HttpSettings.Tls}). Nothing
 * that is sent gets into a log.
 *
 * <p>Safe for use by several threads. Opens nothing and starts no thread before the first request.
 */
public final class Http implements Closeable {

    private final HttpSettings settings;
    private final Watch watch;
    private Connections connections;
    private boolean closed;

    /** Guarded by this. */
    private SSLContext latest;

    public Http(HttpSettings settings) {
        this.settings = settings;
        this.watch = new Watch("sosgi-" + settings.name() + "-deadline");
    }

    /**
     * Asks, and returns what the server answers, whatever the status.
     *
     * @throws InterruptedIOException (itself, not a subclass) if the thread was interrupted, which is then no longer so
     * @throws RequestFailedException if there is no answer. The message says in one line why and what to look at, but not who was
     *     asked: its {@code uri()} does.
     * @throws IOException if {@link TlsSource} throws it, or this is closed
     */
    public Reply send(Request request) throws IOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted before the request");
        }
        SSLContext tls = "https".equals(request.uri().getScheme())
                ? settings.tls().source().context()
                : null;
        CloseableHttpClient client = client(tls);
        try (Watch.Call call = watch.call(settings.timeout().toNanos())) {
            return Redirects.follow(
                    request, settings.redirects(), settings.timeout(), asked -> exchange(client, asked, tls, call));
        }
    }

    private synchronized CloseableHttpClient client(SSLContext tls) throws IOException {
        if (closed) {
            throw new IOException("closed: no more requests");
        }
        if (connections == null) {
            connections = new Connections(settings);
            long idle = settings.idle().toMillis();
            watch.every(Math.max(1_000, idle / 4), connections::closeIdle);
        }
        if (tls != null && latest != tls) {
            if (latest != null) {
                connections.closeUnused();
            }
            latest = tls;
        }
        return connections.client();
    }

    private Reply exchange(CloseableHttpClient client, Request request, SSLContext tls, Watch.Call call)
            throws IOException {
        HttpClientContext context = HttpClientContext.create();
        try {
            return exchange(client, request, tls, call, context);
        } catch (IOException e) {
            boolean reused = tls != null && context.getAttribute(TlsUpgrade.FRESH) == null;
            if (call.ended() || !reused || !request.method().equals("GET") || !Failures.dropped(e)) {
                throw told(e, request.uri(), call);
            }
        }
        // The server had closed a kept connection, which shows only when it is used.
        try {
            return exchange(client, request, tls, call, HttpClientContext.create());
        } catch (IOException e) {
            throw told(e, request.uri(), call);
        }
    }

    private Reply exchange(
            CloseableHttpClient client, Request request, SSLContext tls, Watch.Call call, HttpClientContext context)
            throws IOException {
        // Connections are kept by this token, so one made with another certificate is not used again.
        context.setUserToken(tls);
        var message = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(message::setHeader);
        if (request.body() != null) {
            message.setEntity(new ByteArrayEntity(request.body(), 0, request.length(), null));
        }
        call.endBy(message::cancel);
        try (ClassicHttpResponse response = client.executeOpen(null, message, context)) {
            return read(response);
        }
    }

    private Reply read(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Reply(response.getCode(), headers, new byte[0], true);
        }
        InputStream content = entity.getContent();
        byte[] body = content.readNBytes(settings.bodyLimit());
        boolean complete = body.length < settings.bodyLimit() || content.read() < 0;
        if (complete) {
            // Otherwise closing would read the rest; the response's own close drops the connection.
            content.close();
        }
        return new Reply(response.getCode(), headers, body, complete);
    }

    private IOException told(IOException e, URI uri, Watch.Call call) {
        if (Thread.interrupted()) {
            var interrupted = new InterruptedIOException("interrupted while waiting for the answer");
            interrupted.initCause(e);
            return interrupted;
        }
        if (call.ended()) {
            String message = "no answer within " + settings.timeout().toMillis() + " ms";
            var late = new SocketTimeoutException(message);
            late.initCause(e);
            return new RequestFailedException(message, uri, 0, settings.timeout(), late);
        }
        IOException told =
                Failures.of(e, uri, settings.timeout(), settings.tls().leastVersion());
        return new RequestFailedException(told.getMessage(), uri, 0, settings.timeout(), told);
    }

    /** Ends requests under way, too. */
    @Override
    public synchronized void close() {
        closed = true;
        watch.close();
        if (connections != null) {
            connections.close(CloseMode.IMMEDIATE);
        }
    }
}
