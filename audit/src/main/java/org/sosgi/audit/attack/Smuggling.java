package org.sosgi.audit.attack;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests of which two parties could disagree where they end (RFC 9112, section 11.2). Each hides a second request. */
final class Smuggling {

    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";

    private Smuggling() {}

    /** Returns the whole text of each, by what is wrong with it. */
    static Map<String, String> variants() {
        Map<String, String> all = new LinkedHashMap<>();
        String chunked = "Transfer-Encoding: chunked\r\n";
        add(all, "length and chunked", "Content-Length: 5\r\n" + chunked, "0\r\n\r\n");
        add(all, "chunked and length", chunked + "Content-Length: 5\r\n", "0\r\n\r\n");
        add(all, "two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "abcde");
        add(all, "two lengths in one", "Content-Length: 5, 6\r\n", "abcde");
        String[] lengths = {
            "-1", "+5", "0x5", "5 5", "5a", "", "5.0", "1e1", "99999999999999999999", "\u00b2", "5;x", "\"5\"", "0 0"
        };
        for (String length : lengths) {
            add(all, "length " + length, "Content-Length: " + length + "\r\n", "abcde");
        }
        String[] codings = {
            "xchunked",
            "chunked, identity",
            "chunked, chunked",
            "identity, chunked x",
            "chunked;",
            "\"chunked\"",
            ", chunked,x",
            "\u000bchunked",
            "chunked\u0000",
            "chu\tnked",
            "cow"
        };
        for (String coding : codings) {
            add(
                    all,
                    "coding " + printable(coding),
                    "Transfer-Encoding: " + coding + "\r\nContent-Length: 5\r\n",
                    "0\r\n\r\n");
        }
        String[] fields = {
            "Transfer-Encoding : chunked",
            " Transfer-Encoding: chunked",
            "Transfer-Encoding\t: chunked",
            "X: y\nTransfer-Encoding: chunked\u0000",
            "Content-Length : 5",
            "Content Length: 5",
            "Content-Length\u0000: 5",
            "X: a\r\n folded: b",
            "X: a\r\n\tfolded",
            ": no name",
            "no colon",
            "X\u0001: y",
            "X: a\rb",
            "X: a\u0000b"
        };
        for (String field : fields) {
            add(all, "field " + printable(field), field + "\r\nContent-Length: 5\r\n", "abcde");
        }
        String[] chunks = {
            "g\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n0\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n",
                    "ffffffffffffffffff\r\nabc\r\n", "\r\nabc\r\n0\r\n\r\n",
            "3\r\nabcd\r\n0\r\n\r\n", "3\nabc\n0\n\n", "3 3\r\nabc\r\n0\r\n\r\n", "+3\r\nabc\r\n0\r\n\r\n",
                    "3\u0000\r\nabc\r\n0\r\n\r\n"
        };
        for (String chunk : chunks) {
            all.put(
                    "chunk " + printable(chunk),
                    "POST /metrics HTTP/1.1\r\nHost: x\r\n" + chunked + "\r\n" + chunk + HIDDEN);
        }
        String[] lines = {
            "GET\t/metrics HTTP/1.1",
            "GET /metrics HTTP/1.1 x",
            "GET /met rics HTTP/1.1",
            "GET /metrics HTTP/1.1x",
            "GET /metrics HTTQ/1.1",
            "GET /metrics\u0000 HTTP/1.1",
            "G\u0000T /metrics HTTP/1.1",
            " GET /metrics HTTP/1.1"
        };
        for (String line : lines) {
            all.put("line " + printable(line), line + "\r\nHost: x\r\n\r\n" + HIDDEN);
        }
        all.put("no host", "GET /metrics HTTP/1.1\r\n\r\n" + HIDDEN);
        all.put("two hosts", "GET /metrics HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n" + HIDDEN);
        all.put(
                "chunked in HTTP/1.0",
                "POST /metrics HTTP/1.0\r\nHost: x\r\n" + chunked + "Content-Length: 3\r\n\r\n0\r\n\r\n" + HIDDEN);
        return all;
    }

    private static void add(Map<String, String> all, String name, String headers, String body) {
        all.put(printable(name), "POST /metrics HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body + HIDDEN);
    }

    private static String printable(String text) {
        return text.replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replaceAll("[^ -~]", "?");
    }
}
