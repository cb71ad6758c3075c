package org.sosgi.sink.influxdb;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
 * One connection to one server, kept open between requests. No redirects, no cookies, no retries: the engine repeats what failed. A
 * request is over after the timeout, whatever the server does; of an answer so much is read as an error message may need.
 */
final class Http implements Closeable {

    private static final int ANSWER_LIMIT = 64 * 1024;

    private final String base;
    private final String authorization;
    private final Duration timeout;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sosgi-sink-influxdb-deadline");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param base where the server is; a path in it is put before those of the requests
     * @param authorization the header's value; null for none
     * @param tls whom to trust
     * @param timeout the most a request may take
     */
    Http(URI base, String authorization, SSLContext tls, Duration timeout) {
        this.base = base.toString().replaceAll("/+$", "");
        this.authorization = authorization;
        this.timeout = timeout;
        var patience = Timeout.of(timeout);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(1)
                .setMaxConnPerRoute(1)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        client = HttpClients.custom()
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
        var deadline = watch.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
            Header pause = response.getFirstHeader("Retry-After");
            return new Answer(response.getCode(), text(response.getEntity()), pause == null ? null : pause.getValue());
        } catch (IOException e) {
            if (request.isCancelled()) {
                throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
            }
            throw e;
        } finally {
            deadline.cancel(false);
        }
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
    public void close() {
        watch.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
