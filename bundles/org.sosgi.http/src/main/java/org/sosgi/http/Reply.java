package org.sosgi.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a server answered, whatever the status. */
public final class Reply {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean complete;

    /** @param headers by name in lower case; of several with one name the first */
    Reply(int status, Map<String, String> headers, byte[] body, boolean complete) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.complete = complete;
    }

    public int status() {
        return status;
    }

    /** Returns the first header of that name, upper or lower case; null if there is none. */
    public String header(String name) {
        return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    /** Returns the bytes themselves, not a copy: as many as came, or as the limit allows. */
    public byte[] body() {
        return body;
    }

    /** Returns the body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns false if there was more than the limit allows. */
    public boolean complete() {
        return complete;
    }
}
