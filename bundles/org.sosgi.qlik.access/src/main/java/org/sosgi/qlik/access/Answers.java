package org.sosgi.qlik.access;

import java.time.Duration;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.http.Reply;

/** Which answers are good, and what the others mean. */
final class Answers {

    private Answers() {}

    /** @throws RequestFailedException if it is not what was asked for */
    static void require(Reply reply, SenseRequest asked, int bodyLimit, Duration timeout)
            throws RequestFailedException {
        String trouble = trouble(reply, asked, bodyLimit);
        if (!trouble.isEmpty()) {
            throw new RequestFailedException(trouble, asked.uri(), reply.status(), timeout, null);
        }
    }

    private static String trouble(Reply reply, SenseRequest asked, int bodyLimit) {
        int status = reply.status();
        return switch (status) {
            case 200 ->
                reply.complete() ? "" : "the answer is longer than the limit of " + bodyLimit + " bytes (body_limit)";
            case 401 ->
                "HTTP 401: the service does not know who asks; check the client certificate, and the headers of"
                        + " this server in the configuration";
            case 403 ->
                "HTTP 403: the service does not let us; check that the client certificate is an export of this"
                        + " site, and that this machine may ask there";
            case 404 ->
                "HTTP 404: the service has nothing at " + asked.uri().getRawPath()
                        + "; check host, port and virtual proxy";
            case 429 -> "HTTP 429: the service is asked too often; raise the polling interval";
            default -> "HTTP " + status + other(status);
        };
    }

    private static String other(int status) {
        if (status >= 500) {
            return ": the service cannot answer now; look at its log if it stays so";
        }
        if (status >= 400) {
            return ": the service refuses the request";
        }
        return status >= 300
                ? ": a redirect to nowhere; check host and port"
                : ": an answer without the data that was asked for";
    }
}
