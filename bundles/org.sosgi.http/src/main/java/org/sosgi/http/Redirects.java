package org.sosgi.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.sosgi.api.RequestFailedException;

/** Follows redirects within one server. Elsewhere the headers and the certificate of a request must not go. */
final class Redirects {

    /** Asks once. */
    @FunctionalInterface
    interface Exchange {
        Reply ask(Request request) throws IOException;
    }

    private Redirects() {}

    static Reply follow(Request request, int most, Duration timeout, Exchange exchange) throws IOException {
        Request asked = request;
        Reply reply = exchange.ask(asked);
        if (most == 0 || !request.method().equals("GET")) {
            return reply;
        }
        for (int followed = 0; redirects(reply); followed++) {
            String trouble = followed == most ? "more than " + most + " redirects" : trouble(asked.uri(), reply);
            if (!trouble.isEmpty()) {
                throw new RequestFailedException(trouble, request.uri(), reply.status(), timeout, null);
            }
            asked = asked.to(asked.uri().resolve(reply.header("Location")));
            reply = exchange.ask(asked);
        }
        return reply;
    }

    private static boolean redirects(Reply reply) {
        return switch (reply.status()) {
            case 301, 302, 303, 307, 308 -> reply.header("Location") != null;
            default -> false;
        };
    }

    private static String trouble(URI from, Reply reply) {
        try {
            URI to = from.resolve(new URI(reply.header("Location")));
            if (to.getHost() == null || to.getRawUserInfo() != null) {
                return "a redirect to an address that cannot be used";
            }
            boolean same = from.getScheme().equalsIgnoreCase(to.getScheme())
                    && from.getHost().equalsIgnoreCase(to.getHost())
                    && port(from) == port(to);
            return same
                    ? ""
                    : "the server redirects to " + Text.clean(to.getScheme() + "://" + to.getHost() + ":" + port(to))
                            + ", which is another server and not followed: check host and port";
        } catch (URISyntaxException e) {
            return "a redirect to an address that cannot be used";
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
