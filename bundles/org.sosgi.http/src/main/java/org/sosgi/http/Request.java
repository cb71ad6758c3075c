package org.sosgi.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What to ask. Immutable, but for the bytes of a body, which the caller must not touch until the answer is there. */
public final class Request {

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;
    private final int length;

    private Request(String method, URI uri, Map<String, String> headers, byte[] body, int length) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.length = length;
    }

    /** @param uri http or https, with a host, without credentials */
    public static Request get(URI uri) {
        return new Request("GET", checked(uri), Map.of(), null, 0);
    }

    /** A POST without a body. */
    public static Request post(URI uri) {
        return new Request("POST", checked(uri), Map.of(), null, 0);
    }

    /** @param length how many bytes of the body to send, from its first */
    public static Request post(URI uri, byte[] body, int length) {
        if (length < 0 || length > body.length) {
            throw new IllegalArgumentException("a body of " + body.length + " bytes has no " + length);
        }
        return new Request("POST", checked(uri), Map.of(), body, length);
    }

    private static URI checked(URI uri) {
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())
                || uri.getHost() == null) {
            throw new IllegalArgumentException("not an address of the form http://HOST… or https://HOST…");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("no credentials in the address of " + uri.getHost());
        }
        // What follows goes by the scheme, TLS first of all: it must not have two spellings.
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals(uri.getScheme())
                ? uri
                : URI.create(scheme + uri.toString().substring(scheme.length()));
    }

    /** Returns this request with one more header, or another value of it. */
    public Request with(String header, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new IllegalArgumentException("a control character in the header " + header);
            }
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(header::equalsIgnoreCase);
        more.put(header, value);
        return new Request(method, uri, Collections.unmodifiableMap(more), body, length);
    }

    /** Returns this request with all of these headers, too. */
    public Request with(Map<String, String> more) {
        Request request = this;
        for (Map.Entry<String, String> header : more.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return request;
    }

    /** Returns the same request to another address. */
    public Request to(URI other) {
        return new Request(method, checked(other), headers, body, length);
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Null for none. */
    byte[] body() {
        return body;
    }

    int length() {
        return length;
    }

    /** Without query and headers, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
