package org.sosgi.httpserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sosgi.httpserver.Wire.Reply;

/** Every status that a door can answer has all the header fields, and none that tells what is behind it. */
class HeaderMatrixTest {

    static final Map<String, String> EXPECTED = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private static void check(int status, Reply reply) {
        assertEquals(status, reply.status(), reply.toString());
        EXPECTED.forEach((name, value) -> assertEquals(value, reply.header(name), name + " of " + status));
        assertTrue(reply.header("Permissions-Policy").contains("camera=()"));
        for (String none : new String[] {"Server", "X-Powered-By", "Date", "Strict-Transport-Security"}) {
            assertNull(reply.header(none), none + " of " + status);
        }
        assertFalse(reply.body().contains("secret internals"), reply.body());
        assertFalse(reply.body().contains("jetty"), reply.body());
    }

    @Test
    void whatThePageAnswersAndWhatTheDoorDoes() throws Exception {
        try (Doors doors = Doors.open();
                Wire wire = doors.wire()) {
            check(200, wire.get("/ok"));
            check(404, wire.get("/none"));
            check(500, wire.get("/fails"));
            check(503, wire.get("/busy"));
            Reply head = wire.send("HEAD /ok HTTP/1.1\r\nHost: x\r\n\r\n").reply(false);
            check(200, head);
            assertEquals("11", head.header("Content-Length"));
            Reply put = wire.send("PUT /ok HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                    .reply(true);
            check(405, put);
            assertEquals("GET, HEAD", put.header("Allow"));
            check(413, wire.get("/ok", "Content-Length: 1"));
            assertTrue(wire.isEnded());
        }
    }

    @Test
    void whatTheServerItselfAnswers() throws Exception {
        try (Doors doors = Doors.open()) {
            try (Wire wire = doors.wire()) {
                check(400, wire.send("GET / HTTP/7.0\r\n\r\n").reply(true));
                assertTrue(wire.isEnded());
            }
            try (Wire wire = doors.wire()) {
                check(400, wire.get("/a/%2e%2e/ok"));
                assertTrue(wire.isEnded());
            }
            try (Wire wire = doors.wire()) {
                check(431, wire.get("/ok", "X-A: " + "a".repeat(17_000)));
                assertTrue(wire.isEnded());
            }
            try (Wire wire = doors.wire()) {
                check(414, wire.get("/" + "a".repeat(17_000)));
                assertTrue(wire.isEnded());
            }
            assertEquals(4, doors.figure("bad_requests"));
        }
    }

    @Test
    void whoIsNotLetIn() throws Exception {
        try (Doors doors = Doors.open(new Guards(new String[0], "s3same", 60), null, Limits.STANDARD);
                Wire wire = doors.wire()) {
            Reply refused = wire.get("/ok");
            check(401, refused);
            assertEquals("Bearer", refused.header("WWW-Authenticate"));
            Reply tooMany = refused;
            for (int i = 0; tooMany.status() == 401 && i < 100; i++) {
                tooMany = wire.get("/ok");
            }
            check(429, tooMany);
            assertTrue(Integer.parseInt(tooMany.header("Retry-After")) > 0);
            check(429, wire.send("GET / HTTP/7.0\r\n\r\n").reply(true));
        }
    }

    @Test
    void whoIsNoLongerAllowed() throws Exception {
        String[] address = {"127.0.0.1"};
        var guards = new Guards(new String[] {"monitor.example"}, "", 0);
        try (Doors doors = Doors.open(guards, null, Limits.STANDARD, name -> InetAddress.getAllByName(address[0]))) {
            Doors.await("resolved", () -> doors.listener.allowed().problem().isEmpty());
            try (Wire wire = doors.wire()) {
                check(200, wire.get("/ok"));
                address[0] = "10.0.0.1";
                doors.listener.allowed().resolve();
                check(403, wire.get("/ok"));
                assertTrue(wire.isEnded());
            }
            try (Wire wire = doors.wire()) {
                assertEquals(0, wire.get("/ok").status(), "closed, nothing read");
            }
            assertEquals(2, doors.figure("refused_source"));
        }
    }

    @Test
    void aPageMayHaveItsOwnPolicy() throws Exception {
        try (Doors doors = Doors.open();
                Wire wire = doors.wire()) {
            assertEquals("default-src 'self'", wire.get("/own").header("Content-Security-Policy"));
        }
    }

    @Test
    void thePageSeesWhatWasSent() throws Exception {
        try (Doors doors = Doors.open();
                Wire wire = doors.wire()) {
            assertEquals(
                    "/echo?a=%41|1,2",
                    wire.get("/echo?a=%41", "X-A: 1", "X-A: 2").body());
        }
    }
}
