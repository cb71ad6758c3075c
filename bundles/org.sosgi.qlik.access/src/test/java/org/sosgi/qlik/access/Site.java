package org.sosgi.qlik.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.simulator.site.Credentials;

/** A server with TLS that wants to see a client certificate. */
final class Site implements AutoCloseable {

    /** A request that arrived. */
    record Seen(URI uri, Map<String, String> headers, String client, InetSocketAddress from) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Set<HttpExchange> open = ConcurrentHashMap.newKeySet();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Site(Credentials own, X509Certificate clientsOf, HttpHandler handler, String... protocols)
            throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        SSLContext context = own.context(clientsOf);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ours = context.getDefaultSSLParameters();
                ours.setNeedClientAuth(true);
                if (protocols.length > 0) {
                    ours.setProtocols(protocols);
                }
                parameters.setSSLParameters(ours);
            }
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(
                            e -> e.getKey().toLowerCase(Locale.ROOT),
                            e -> e.getValue().get(0)));
            seen.add(new Seen(
                    exchange.getRequestURI(),
                    headers,
                    ((HttpsExchange) exchange)
                            .getSSLSession()
                            .getPeerPrincipal()
                            .getName(),
                    exchange.getRemoteAddress()));
            open.add(exchange);
            handler.handle(exchange);
        });
        server.start();
    }

    static HttpHandler replying(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            } catch (IOException e) {
                // The client had enough.
            }
        };
    }

    int port() {
        return server.getAddress().getPort();
    }

    int connections() {
        Set<Integer> ports = new HashSet<>();
        seen.forEach(s -> ports.add(s.from().getPort()));
        return ports.size();
    }

    SenseRequest request(String host, String path) {
        return request(SenseService.ENGINE, host, path, Map.of());
    }

    SenseRequest request(SenseService service, String host, String path, Map<String, String> headers) {
        return new SenseRequest(
                service,
                new SenseRequest.Origin(host, "sense1", "Central node", service == SenseService.PROXY ? "/sales" : ""),
                URI.create("https://" + host + ":" + port() + path),
                headers);
    }

    @Override
    public void close() {
        open.forEach(HttpExchange::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
