package org.sosgi.httpserver;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sosgi.api.status.Door.Guard;

/** Who is let in at a door, apart from what certificates say. Has a secret, which it does not tell. */
public final class Guards {

    final List<String> allowedSources;
    final Token token;
    final int requestsPerMinute;

    /**
     * @param allowedSources addresses, networks and host names; empty for whoever reaches the address
     * @param token what must be shown; empty for nothing
     * @param requestsPerMinute of one source; 0 for any number
     * @throws IllegalArgumentException if something cannot be used; the message says what would be right
     */
    public Guards(String[] allowedSources, String token, int requestsPerMinute) {
        if (requestsPerMinute < 0) {
            throw new IllegalArgumentException(
                    "rate_limit is " + requestsPerMinute + ", must be 0 for none, or requests per minute");
        }
        this.allowedSources = List.of(allowedSources);
        this.token = token.isEmpty() ? null : new Token(token);
        this.requestsPerMinute = requestsPerMinute;
    }

    Set<Guard> kinds(boolean clientCertificate) {
        Set<Guard> kinds = EnumSet.noneOf(Guard.class);
        if (!allowedSources.isEmpty()) {
            kinds.add(Guard.ALLOW_LIST);
        }
        if (token != null) {
            kinds.add(Guard.TOKEN);
        }
        if (clientCertificate) {
            kinds.add(Guard.CLIENT_CERTIFICATE);
        }
        return kinds;
    }
}
