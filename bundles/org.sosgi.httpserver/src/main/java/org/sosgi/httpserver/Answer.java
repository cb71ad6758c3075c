package org.sosgi.httpserver;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Status, header fields and body. What every answer has in common is added by the door, and to HEAD it sends no body. */
public final class Answer {

    static final String JSON = "application/json; charset=utf-8";

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] body;

    /** @param body not changed any more */
    public Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.body = body;
        headers.put("Content-Type", contentType);
    }

    public static Answer json(int status, String json) {
        return new Answer(status, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what doors tell themselves: {@code {"statusCode":404,"error":"Not Found","message":"…"}}. */
    public static Answer error(int status, String error, String message) {
        var json = new StringBuilder("{\"statusCode\":").append(status).append(",\"error\":");
        Json.text(error, json);
        json.append(",\"message\":");
        Json.text(message, json);
        return json(status, json.append('}').toString());
    }

    /** Sets a header field, also one that the door would set otherwise; returns this. */
    public Answer with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
