package org.sosgi.audit.attack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes spoiled requests of HTTP/1.1, the same ones for the same seed. */
final class RequestMutator {

    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PATCH",
            "PROPFIND",
            "get",
            "G\u0000T",
            "",
            "PRI");
    private static final List<String> VERSIONS = List.of(
            "HTTP/1.1",
            "HTTP/1.1",
            "HTTP/1.1",
            "HTTP/1.0",
            "HTTP/0.9",
            "HTTP/2.0",
            "HTTP/9.9",
            "HTTP/",
            "",
            "http/1.1",
            "ICY");
    private static final List<String> NAMES = List.of(
            "Host",
            "Authorization",
            "Content-Length",
            "Transfer-Encoding",
            "Connection",
            "Expect",
            "Upgrade",
            "Accept",
            "Accept-Encoding",
            "Range",
            "If-Modified-Since",
            "Cookie",
            "X-Forwarded-For",
            "Forwarded",
            "X-HTTP-Method-Override",
            "Content-Encoding",
            "TE",
            "Trailer",
            "Proxy-Authorization",
            "HTTP2-Settings",
            "Sec-WebSocket-Key",
            "Origin",
            "Referer",
            "");
    private static final List<String> VALUES = List.of(
            "",
            "chunked",
            "gzip, chunked",
            "0",
            "5",
            "-1",
            "999999999999",
            "keep-alive",
            "close",
            "upgrade",
            "h2c",
            "100-continue",
            "bytes=0-,0-,0-",
            "*/*",
            "text/plain;version=0.0.4;q=1e9",
            "Bearer ",
            "Bearer x",
            "Basic eDp4",
            "Digest username=\"",
            "127.0.0.1",
            "[::1",
            "x:99999",
            "${jndi:ldap:x}",
            "identity;q=0,*;q=0");

    private final Random random;
    private final List<String> paths;

    RequestMutator(long seed, List<String> paths) {
        this.random = new Random(seed);
        this.paths = paths;
    }

    /** One in two has a single fault, so that it gets past the parser more often; the others have many. */
    byte[] next() {
        return random.nextBoolean() ? one() : many();
    }

    private byte[] one() {
        String[] parts = {
            "GET",
            any(paths),
            "HTTP/1.1",
            any(NAMES) + ": " + any(VALUES),
            noise(30).replace(":", "")
        };
        switch (random.nextInt(6)) {
            case 0 -> parts[0] = any(METHODS);
            case 1 -> parts[1] = path();
            case 2 -> parts[2] = any(VERSIONS);
            case 3 -> parts[3] = "X: " + noise(300);
            case 4 -> parts[4] = noise(60);
            default -> parts[3] = "Accept: " + any(VALUES);
        }
        return (parts[0] + " " + parts[1] + " " + parts[2] + "\r\nHost: x\r\n" + parts[3] + "\r\nY: " + parts[4].strip()
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] many() {
        var text = new StringBuilder();
        text.append(any(METHODS))
                .append(' ')
                .append(path())
                .append(' ')
                .append(any(VERSIONS))
                .append(end());
        int headers = random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(8);
        if (random.nextInt(8) != 0) {
            text.append("Host: x").append(end());
        }
        for (int i = 0; i < headers; i++) {
            text.append(random.nextInt(6) == 0 ? noise(20) : any(NAMES))
                    .append(random.nextInt(20) == 0 ? " :" : ": ")
                    .append(random.nextInt(4) == 0 ? noise(random.nextInt(50) == 0 ? 20_000 : 60) : any(VALUES))
                    .append(end());
        }
        text.append(end()).append(body());
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private String path() {
        String path = any(paths);
        return switch (random.nextInt(8)) {
            case 0 -> path + "?" + noise(100);
            case 1 -> "http://" + noise(10) + path;
            case 2 -> noise(40);
            case 3 -> path + "/" + "%2e%2e/".repeat(random.nextInt(50));
            case 4 -> random.nextInt(30) == 0 ? path + "a".repeat(20_000) : "*";
            default -> path;
        };
    }

    private String body() {
        return switch (random.nextInt(8)) {
            case 0 -> noise(2_000);
            case 1 -> Integer.toHexString(random.nextInt(100)) + "\r\n" + noise(100) + "\r\n0\r\n\r\n";
            case 2 -> "5\r\nabcde\r\n" + Integer.toHexString(random.nextInt()) + "\r\n";
            case 3 -> "0\r\n" + noise(30) + ": x\r\n";
            default -> "";
        };
    }

    private String end() {
        return random.nextInt(60) == 0 ? "\n" : "\r\n";
    }

    private String noise(int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append((char) (random.nextInt(4) == 0 ? random.nextInt(256) : ' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
