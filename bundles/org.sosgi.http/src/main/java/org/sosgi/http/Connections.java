package org.sosgi.http;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The connections of one {@link Http}, and the client that uses them. To make it costs a tenth of a second. */
final class Connections {

    private final HttpSettings settings;
    private final Names names;
    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient client;

    Connections(HttpSettings settings) {
        this.settings = settings;
        var patience = Timeout.of(settings.timeout());
        var number = new AtomicLong();
        names = new Names("sosgi-" + settings.name() + "-names", settings.timeout());
        pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.connections())
                .setMaxConnPerRoute(settings.connectionsPerServer())
                .setConnectionFactory(socket -> new SilentConnection("c" + number.incrementAndGet()))
                .setDnsResolver(names)
                .setTlsSocketStrategy(
                        new TlsUpgrade(settings.tls().policy(), settings.tls().hostNamesVerified()))
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(patience).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(patience)
                        .setResponseTimeout(patience)
                        .setDefaultKeepAlive(settings.idle().toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                        .build())
                .setUserAgent("SOSGi")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    CloseableHttpClient client() {
        return client;
    }

    void closeIdle() {
        pool.closeExpired();
        pool.closeIdle(TimeValue.of(settings.idle()));
    }

    void closeUnused() {
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    void close(CloseMode mode) {
        client.close(mode);
        names.close();
    }
}
