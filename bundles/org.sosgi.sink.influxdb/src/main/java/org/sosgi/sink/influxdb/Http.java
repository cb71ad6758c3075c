package org.sosgi.sink.influxdb;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One connection to one server, kept open between requests. No redirects, no cookies, no retries: the engine repeats
 * what failed. A request is over after the timeout, whatever the server does; of an answer so much is read as an error
 * message may need.
 */
final class Http implements Closeable {

    private static final int ANSWER_LIMIT = 64 * 1024;
    private static final int LOOK_MILLIS = 50;

    private final String base;
    private final String authorization;
    private final Duration timeout;
    private final SSLContext tls;

    /** Made for the first request, as that costs a tenth of a second which the start of an agent need not wait for. */
    private CloseableHttpClient client;

    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "sosgi-sink-influxdb-deadline");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param base where the server is; a path in it is put before those of the requests
     * @param authorization the header's value; null for none
     * @param tls whom to trust; null for the authorities of the Java runtime
     * @param timeout the most a request may take
     */
    Http(URI base, String authorization, SSLContext tls, Duration timeout) {
        this.base = base.toString().replaceAll("/+$", "");
        this.authorization = authorization;
        this.timeout = timeout;
        // Otherwise the bodies of requests long done would be held until their deadlines.
        watch.setRemoveOnCancelPolicy(true);
        this.tls = tls;
    }

    private synchronized CloseableHttpClient client() throws IOException {
        if (watch.isShutdown()) {
            throw new IOException("the sink is closed");
        }
        if (client == null) {
            client = makeClient();
        }
        return client;
    }

    private CloseableHttpClient makeClient() throws IOException {
        var patience = Timeout.of(timeout);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(1)
                .setMaxConnPerRoute(1)
                .setTlsSocketStrategy(base.startsWith("https:") ? new DefaultClientTlsStrategy(trust()) : null)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(patience)
                        .setResponseTimeout(patience)
                        .build())
                .setUserAgent("SOSGi")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private SSLContext trust() throws IOException {
        try {
            return tls == null ? SSLContext.getDefault() : tls;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java runtime has no TLS: " + e.getMessage(), e);
        }
    }

    Answer get(String path) throws IOException {
        return send("GET", path, null, null);
    }

    /** @param body null for none */
    Answer post(String path, HttpEntity body) throws IOException {
        return send("POST", path, body, null);
    }

    Answer post(String path, HttpEntity body, String contentType) throws IOException {
        return send("POST", path, body, contentType);
    }

    private Answer send(String method, String path, HttpEntity body, String contentType) throws IOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted before the request");
        }
        var request = new HttpUriRequestBase(method, URI.create(base + path));
        request.setEntity(body);
        if (contentType != null) {
            request.setHeader("Content-Type", contentType);
        }
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        ScheduledFuture<?> guard = watch(request);
        try (ClassicHttpResponse response = client().executeOpen(null, request, null)) {
            Header pause = response.getFirstHeader("Retry-After");
            return new Answer(response.getCode(), text(response.getEntity()), pause == null ? null : pause.getValue());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            if (request.isCancelled()) {
                throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
            }
            throw e;
        } finally {
            guard.cancel(false);
        }
    }

    /**
     * A thread that waits for a socket notices neither an interrupt nor that bytes come too slowly; so another one
     * looks.
     */
    private ScheduledFuture<?> watch(HttpUriRequestBase request) {
        Thread caller = Thread.currentThread();
        long end = System.nanoTime() + timeout.toNanos();
        return watch.scheduleWithFixedDelay(
                () -> {
                    if (caller.isInterrupted() || System.nanoTime() - end >= 0) {
                        request.cancel();
                    }
                },
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private static InterruptedIOException interrupted(IOException cause) {
        var interrupted = new InterruptedIOException("interrupted while waiting for the answer");
        interrupted.initCause(cause);
        return interrupted;
    }

    /** Reads to the end, so that the connection can serve again, unless there is more than anyone will look at. */
    private static String text(HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        InputStream content = entity.getContent();
        var bytes = new ByteArrayOutputStream();
        byte[] part = new byte[4096];
        for (int n = content.read(part); n >= 0; n = content.read(part)) {
            bytes.write(part, 0, n);
            if (bytes.size() > ANSWER_LIMIT) {
                // Not closed: that would read the rest. The response's own close drops the connection.
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
        content.close();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        watch.shutdownNow();
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
    }
}
