package org.sosgi.heartbeat;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sosgi.http.Request;

/** Whom to call, with credentials taken out of the address. */
final class Target {

    private final Request request;

    private Target(Request request) {
        this.request = request;
    }

    /**
     * @throws IllegalArgumentException if it is no address of a web server; the message does not repeat it,
     * for it may hold a secret
     */
    static Target of(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw wrong();
        }
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw wrong();
        }
        // An address without path means the root.
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        URI bare = URI.create(scheme.toLowerCase(java.util.Locale.ROOT) + "://" + uri.getHost() + port + path + query);
        Request request = Request.get(bare);
        return new Target(
                uri.getRawUserInfo() == null
                        ? request
                        : request.with("Authorization", "Basic " + basic(uri.getRawUserInfo())));
    }

    private static String basic(String userInfo) {
        // A plus sign is one, other than in forms.
        String plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "org.sosgi.heartbeat: url must be an address such as http://monitor.example.com:3000/ping");
    }

    Request request() {
        return request;
    }

    /** Returns scheme, host and port; the path can hold a secret, too. */
    String shown() {
        URI uri = request.uri();
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
