package org.sosgi.httpserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.httpserver.Wire.Reply;

/**
 * Requests that two readers could take for different ones: each is answered once, with 400, and the connection ends, so that what
 * follows is never read as a request.
 */
class FramingTest {

    private static final String HEAD = "POST /ok HTTP/1.1\r\nHost: x\r\n";
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private static Doors doors;

    @BeforeAll
    static void open() {
        doors = Doors.open();
    }

    @AfterAll
    static void close() {
        doors.close();
    }

    static Stream<Arguments> variants() {
        Map<String, String> all = new LinkedHashMap<>();
        lengths(all);
        codings(all);
        chunks(all);
        lines(all);
        paths(all);
        return all.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static void lengths(Map<String, String> all) {
        all.put("length and chunked", HEAD + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        all.put("chunked and length", HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n");
        all.put("length 0 and chunked", HEAD + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        all.put("two lengths", HEAD + "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello");
        all.put("two equal lengths", HEAD + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello");
        all.put("two lengths in one field", HEAD + "Content-Length: 5, 5\r\n\r\nhello");
        all.put("length with a sign", HEAD + "Content-Length: +5\r\n\r\nhello");
        all.put("length below 0", HEAD + "Content-Length: -5\r\n\r\n");
        all.put("length in hex", HEAD + "Content-Length: 0x5\r\n\r\nhello");
        all.put("length with a fraction", HEAD + "Content-Length: 5.0\r\n\r\nhello");
        all.put("length that overflows", HEAD + "Content-Length: 18446744073709551621\r\n\r\nhello");
        all.put("length that is a word", HEAD + "Content-Length: five\r\n\r\nhello");
        all.put("length with a blank inside", HEAD + "Content-Length: 1 0\r\n\r\nhello");
        all.put("empty length", HEAD + "Content-Length:\r\n\r\n");
    }

    private static void codings(Map<String, String> all) {
        all.put("identity", HEAD + "Transfer-Encoding: identity\r\n\r\n");
        all.put("unknown coding", HEAD + "Transfer-Encoding: cow\r\n\r\n");
        all.put("chunked is not last", HEAD + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n");
        all.put("chunked twice", HEAD + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n");
        all.put("two codings", HEAD + "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n\r\n0\r\n\r\n");
        all.put("xchunked", HEAD + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n");
        all.put("quoted", HEAD + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n");
        all.put("vertical tab before", HEAD + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n");
        all.put("chunked with HTTP/1.0", "POST /ok HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    private static void chunks(Map<String, String> all) {
        String chunked = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
        all.put("chunk size is no number", chunked + "z\r\nhello\r\n0\r\n\r\n");
        all.put("chunk size below 0", chunked + "-5\r\nhello\r\n0\r\n\r\n");
        all.put("chunk size with 0x", chunked + "0x5\r\nhello\r\n0\r\n\r\n");
        all.put("chunk size overflows", chunked + "fffffffffffffffff\r\nhello\r\n0\r\n\r\n");
        all.put("chunk ends with LF", chunked + "5\nhello\n0\n\n");
        all.put("chunk is longer than it says", chunked + "1\r\nhello\r\n0\r\n\r\n");
        all.put("a proper chunk", chunked + "5\r\nhello\r\n0\r\n\r\n");
    }

    private static void lines(Map<String, String> all) {
        all.put("folded field", "GET /ok HTTP/1.1\r\nHost: x\r\nX-A: a\r\n b\r\n\r\n");
        all.put("folded with tab", "GET /ok HTTP/1.1\r\nHost: x\r\nX-A: a\r\n\tb\r\n\r\n");
        all.put("lines end with LF", "GET /ok HTTP/1.1\nHost: x\n\n");
        all.put("a field ends with LF", "GET /ok HTTP/1.1\r\nHost: x\nX-A: a\r\n\r\n");
        all.put("a field with CR inside", "GET /ok HTTP/1.1\r\nHost: x\r\nX-A: a\rX-B: b\r\n\r\n");
        all.put("a field with NUL", "GET /ok HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n");
        all.put("blank before the colon", "GET /ok HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nhello");
        all.put("no colon", "GET /ok HTTP/1.1\r\nHost: x\r\nX-A\r\n\r\n");
        all.put("no name", "GET /ok HTTP/1.1\r\nHost: x\r\n: a\r\n\r\n");
        all.put("blank in a name", "GET /ok HTTP/1.1\r\nHost: x\r\nX A: a\r\n\r\n");
        all.put("no host", "GET /ok HTTP/1.1\r\n\r\n");
        all.put("two hosts", "GET /ok HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n");
        all.put("another host in the line", "GET http://y/ok HTTP/1.1\r\nHost: x\r\n\r\n");
        all.put("HTTP/0.9", "GET /ok\r\n");
        all.put("HTTP/1.2", "GET /ok HTTP/1.2\r\nHost: x\r\n\r\n");
        all.put("HTTP/2.0 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        all.put("HTTP/1.10", "GET /ok HTTP/1.10\r\nHost: x\r\n\r\n");
        all.put("HTTP/-1.1", "GET /ok HTTP/-1.1\r\nHost: x\r\n\r\n");
        all.put("tab for blank", "GET\t/ok\tHTTP/1.1\r\nHost: x\r\n\r\n");
        all.put("TLS on plain HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
    }

    private static void paths(Map<String, String> all) {
        for (String path : new String[] {
            "/a/%2e%2e/ok",
            "/a/..;/ok",
            "/a%2fok",
            "/a%5cok",
            "//ok",
            "/ok%00",
            "/ok%",
            "/ok%zz",
            "/ok%u0041",
            "/%252e",
            "/ok%c0%af",
            "/o\\k",
            "/../../ok",
            "ok",
            "/ok#x",
            "http://a@x/ok"
        }) {
            all.put("path " + path, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void isRefusedAndTheConnectionEnds(String name, String bytes) throws Exception {
        try (Wire wire = doors.wire()) {
            Reply reply = wire.send(bytes + SMUGGLED).reply(true);
            assertEquals(400, reply.status(), reply.toString());
            assertEquals("close", reply.header("Connection"));
            HeaderMatrixTest.EXPECTED.forEach((field, value) -> assertEquals(value, reply.header(field), field));
            assertTrue(wire.isEnded(), "nothing comes after the answer");
        }
    }

    /** RFC 9112 allows a server the latter; neither makes two requests of one. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /ok http/1.1", "GET  /ok  HTTP/1.1"})
    void theServerIsLenientWithTheFirstLine(String line) throws Exception {
        try (Wire wire = doors.wire()) {
            assertEquals(
                    200, wire.send(line + "\r\nHost: x\r\n\r\n").reply(true).status());
            assertEquals(404, wire.get("/none").status());
        }
    }

    @Test
    void thereAreFortyVariantsAndMore() {
        assertTrue(variants().count() >= 40);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void otherMethodsAreNotAllowed(String method) throws Exception {
        try (Wire wire = doors.wire()) {
            String target = method.equals("CONNECT") ? "x:1" : method.equals("OPTIONS") ? "*" : "/ok";
            String host = method.equals("CONNECT") ? "x:1" : "x";
            Reply reply = wire.send(method + ' ' + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .reply(true);
            assertEquals(405, reply.status(), reply.toString());
            assertEquals("GET, HEAD", reply.header("Allow"));
        }
    }

    static Stream<String> methods() {
        return Stream.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "get", "FOO");
    }

    @Test
    void properRequestsInOneGoAreAllAnswered() throws Exception {
        try (Wire wire = doors.wire()) {
            wire.send("GET /ok HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                    + "GET /ok HTTP/1.0\r\n\r\n");
            assertEquals(200, wire.reply(true).status());
            assertEquals(404, wire.reply(true).status());
            assertEquals(200, wire.reply(true).status());
            assertTrue(wire.isEnded());
        }
    }

    @Test
    void aBodyIsNotReadAndNoneIsAskedFor() throws Exception {
        try (Wire wire = doors.wire()) {
            Reply reply = wire.send(HEAD + "Content-Length: 1048576\r\nExpect: 100-continue\r\n\r\n")
                    .reply(true);
            assertEquals(405, reply.status());
            assertEquals("close", reply.header("Connection"));
            assertTrue(wire.isEnded());
        }
    }
}
