package org.sosgi.qlik.access;

import java.net.URI;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.http.Request;

/** Makes the requests that each service understands. A header of the caller replaces ours of the same name, but never the Xrfkey. */
final class Requests {

    private final Xrfkey keys = new Xrfkey();

    Request of(SenseRequest asked) {
        Request plain = Request.get(asked.uri()).with("Accept", "application/json, text/plain, */*");
        return switch (asked.service()) {
            case ENGINE ->
                plain.with("Cache-Control", "no-cache")
                        .with("Content-Type", "application/json")
                        .with(asked.headers());
            case PROXY ->
                keyed(
                        plain.with("Cache-Control", "no-cache")
                                .with("Content-Type", "application/json")
                                .with("XVirtualProxy", asked.origin().virtualProxy())
                                .with(asked.headers()),
                        "Xrfkey");
            case REPOSITORY ->
                keyed(
                        plain.with("X-Qlik-User", "UserDirectory=Internal; UserId=sa_repository")
                                .with(asked.headers()),
                        "xrfkey");
        };
    }

    private Request keyed(Request request, String parameter) {
        String key = keys.next();
        URI uri = Xrfkey.in(request.uri(), parameter, key);
        return request.to(uri).with(Xrfkey.HEADER, key);
    }
}
