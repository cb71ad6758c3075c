package org.sosgi.simulator.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** Asks a site, with the client certificate it was given. */
final class Browser {

    static final String KEY = "abcdefghij987654";
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final HttpClient client;

    Browser(Credentials credentials) throws GeneralSecurityException {
        this(credentials.context());
    }

    Browser(SSLContext context) {
        client = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(DEADLINE)
                .build();
    }

    HttpResponse<String> health(SenseSite site, String address) throws IOException, InterruptedException {
        return client.send(healthRequest(site, address), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> healthLater(SenseSite site, String address) {
        return client.sendAsync(healthRequest(site, address), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest healthRequest(SenseSite site, String address) {
        return request(uri(site, Service.ENGINE, address, "/engine/healthcheck"));
    }

    HttpResponse<String> sessions(SenseSite site, String address, String prefix)
            throws IOException, InterruptedException {
        return get(uri(site, Service.PROXY, address, "/qps" + prefix + "/session?Xrfkey=" + KEY), "X-Qlik-Xrfkey", KEY);
    }

    HttpResponse<String> apps(SenseSite site, String address) throws IOException, InterruptedException {
        return get(
                uri(site, Service.REPOSITORY, address, "/qrs/app?xrfkey=" + KEY),
                "X-Qlik-Xrfkey",
                KEY,
                "X-Qlik-User",
                "UserDirectory=Internal; UserId=sa_repository");
    }

    HttpResponse<String> get(String uri, String... headers) throws IOException, InterruptedException {
        return client.send(request(uri, headers), HttpResponse.BodyHandlers.ofString());
    }

    static String uri(SenseSite site, Service service, String address, String path) {
        return "https://" + address + ":" + site.port(service) + path;
    }

    private static HttpRequest request(String uri, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(uri)).timeout(DEADLINE);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
