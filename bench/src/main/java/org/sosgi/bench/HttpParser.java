package org.sosgi.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The least of HTTP/1.1 that a database client speaks: keep-alive, Content-Length or chunks, gzip, Expect. Works on a buffer that grows
 * at its end; looks at each header byte once however the bytes arrive.
 */
final class HttpParser {

    private static final int MOST_HEADER = 64 * 1024;
    private static final int MOST_BODY = 256 * 1024 * 1024;

    private String head;
    private int headEnd;
    private int scanned;
    private long length;
    private boolean chunked;
    private boolean gzip;
    private boolean expects;

    /** Bytes of the buffer that the last request took. */
    private int taken;

    /**
     * @param end how much of the buffer, from 0, is filled
     * @return the request, or null if it is not complete yet
     */
    HttpRequest parse(byte[] buffer, int end) throws IOException {
        if (head == null && !parseHead(buffer, end)) {
            return null;
        }
        byte[] body = buffer;
        int from = headEnd;
        int bodyEnd;
        if (chunked) {
            body = unchunk(buffer, end);
            if (body == null) {
                return null;
            }
            from = 0;
            bodyEnd = body.length;
        } else {
            if (end - headEnd < length) {
                return null;
            }
            bodyEnd = headEnd + (int) length;
            taken = bodyEnd;
        }
        if (gzip) {
            body = new GZIPInputStream(new ByteArrayInputStream(body, from, bodyEnd - from)).readAllBytes();
            from = 0;
            bodyEnd = body.length;
        }
        String[] words = head.substring(0, head.indexOf("\r\n")).split(" ");
        if (words.length != 3) {
            throw new ProtocolException("not a request line");
        }
        boolean keepAlive = !header("connection").equals("close");
        head = null;
        scanned = 0;
        return new HttpRequest(words[0], words[1], keepAlive, body, from, bodyEnd);
    }

    int taken() {
        return taken;
    }

    /** Returns how large the buffer must be for the request that is coming in, as far as is known. */
    int needed() {
        return head == null || chunked ? 0 : headEnd + (int) length;
    }

    /** Tells, once per request, whether the client waits for {@code 100 Continue}. */
    boolean takeExpectation() {
        boolean now = expects;
        expects = false;
        return now;
    }

    private boolean parseHead(byte[] buffer, int end) throws IOException {
        int i = Math.max(0, scanned - 3);
        while (i + 4 <= end
                && !(buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n')) {
            i++;
        }
        if (i + 4 > end) {
            scanned = end;
            if (end > MOST_HEADER) {
                throw new ProtocolException("headers too long");
            }
            return false;
        }
        headEnd = i + 4;
        head = new String(buffer, 0, i + 2, StandardCharsets.ISO_8859_1);
        chunked = header("transfer-encoding").equals("chunked");
        gzip = header("content-encoding").equals("gzip");
        expects = header("expect").equals("100-continue");
        String text = header("content-length");
        length = text.isEmpty() ? 0 : Long.parseLong(text);
        if (length < 0 || length > MOST_BODY) {
            throw new ProtocolException("body too long: " + length);
        }
        return true;
    }

    private String header(String name) {
        int line = head.indexOf("\r\n") + 2;
        while (line < head.length()) {
            int lineEnd = head.indexOf("\r\n", line);
            if (head.regionMatches(true, line, name, 0, name.length()) && head.charAt(line + name.length()) == ':') {
                return head.substring(line + name.length() + 1, lineEnd).trim().toLowerCase(Locale.ROOT);
            }
            line = lineEnd + 2;
        }
        return "";
    }

    private byte[] unchunk(byte[] buffer, int end) throws IOException {
        var body = new java.io.ByteArrayOutputStream();
        int at = headEnd;
        while (true) {
            int newline = Swar.find(buffer, at, end, (byte) '\n');
            if (newline == end) {
                return null;
            }
            String size = new String(buffer, at, newline - at, StandardCharsets.ISO_8859_1).split(";")[0].trim();
            int chunk = Integer.parseInt(size, 16);
            if (chunk < 0 || body.size() + (long) chunk > MOST_BODY) {
                throw new ProtocolException("body too long");
            }
            // Trailers are not spoken by any client we know; a last chunk ends with one empty line.
            if (newline + 1 + chunk + 2 > end) {
                return null;
            }
            body.write(buffer, newline + 1, chunk);
            at = newline + 1 + chunk + 2;
            if (chunk == 0) {
                taken = at;
                return body.toByteArray();
            }
        }
    }
}
