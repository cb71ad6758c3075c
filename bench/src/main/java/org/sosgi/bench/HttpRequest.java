package org.sosgi.bench;

import java.nio.charset.StandardCharsets;

/**
 * A request that lies complete in a connection's buffer; valid until the buffer moves on.
 *
 * @param target path and query as sent
 * @param body array that holds the body, which is already freed of chunks and gzip
 */
record HttpRequest(String method, String target, boolean keepAlive, byte[] body, int bodyFrom, int bodyEnd) {

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Returns a decoded parameter of the query, or of a form in the body; empty if there is none. */
    String parameter(String name) {
        int query = target.indexOf('?');
        String found = query < 0 ? "" : parameter(target.substring(query + 1), name);
        return found.isEmpty() && !isWrite() ? parameter(bodyText(), name) : found;
    }

    boolean isWrite() {
        String path = path();
        return method.equals("POST") && (path.equals("/write") || path.equals("/api/v2/write"));
    }

    String bodyText() {
        return new String(body, bodyFrom, bodyEnd - bodyFrom, StandardCharsets.UTF_8);
    }

    private static String parameter(String pairs, String name) {
        for (String pair : pairs.split("&")) {
            if (pair.startsWith(name + "=")) {
                return java.net.URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
