package org.sosgi.httpserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sosgi.httpserver.Wire.Reply;

/** Clients that hold connections cost others nothing, and come to an end. */
class SlowTest {

    /** As the standard ones, ten times as fast. */
    private static final Limits QUICK = new Limits(100, 40, 16 * 1024, 1_500, 3_000, 1_000, 500, 2_000, 1_000);

    private static List<Wire> slow(Doors doors, int count, String text) throws IOException {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wires.add(Wire.from("127.0.0." + (2 + i % 20), doors.port()).send(text));
        }
        return wires;
    }

    private static void close(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @Test
    void fiftyThatNeverComeToAnEndDoNotHoldUpOthers() throws Exception {
        try (Doors doors = Doors.open()) {
            List<Wire> slow = slow(doors, 50, "GET /ok HTTP/1.1\r\nHost: x\r\nX-A: ");
            for (int i = 0; i < 20; i++) {
                long began = System.nanoTime();
                try (Wire wire = doors.wire()) {
                    assertEquals(200, wire.get("/ok").status());
                }
                long ms = (System.nanoTime() - began) / 1_000_000;
                assertTrue(ms < 1_000, ms + " ms");
            }
            close(slow);
        }
    }

    @Test
    void whoDripsIsClosedAlthoughSomethingAlwaysMoves() throws Exception {
        try (Doors doors = Doors.open(Doors.guards(""), null, QUICK);
                Wire wire = doors.wire()) {
            wire.send("GET /ok HTTP/1.1\r\nHost: x\r\nX-A: ");
            long began = System.nanoTime();
            Doors.await("closed", () -> {
                try {
                    wire.send("a");
                    return doors.figure("slow_connections") == 1;
                } catch (IOException e) {
                    return true;
                }
            });
            long ms = (System.nanoTime() - began) / 1_000_000;
            assertTrue(ms < 10_000, ms + " ms");
            assertEquals(1, doors.figure("slow_connections"));
            Doors.await("counted", () -> doors.figure("connections") == 0);
        }
    }

    @Test
    void whoSaysNothingIsClosed() throws Exception {
        try (Doors doors = Doors.open(Doors.guards(""), null, QUICK);
                Wire silent = doors.wire();
                Wire half = doors.wire();
                Wire kept = doors.wire()) {
            half.send("GET /ok HT");
            assertEquals(200, kept.get("/ok").status());
            assertEquals(0, silent.reply(true).status());
            half.reply(true);
            assertTrue(half.isEnded());
            assertTrue(kept.isEnded());
            Doors.await("counted", () -> doors.figure("connections") == 0);
        }
    }

    @Test
    void whoDoesNotTakeTheAnswerIsClosed() throws Exception {
        try (Doors doors = Doors.open(Doors.guards(""), null, QUICK);
                Wire wire = doors.wire()) {
            wire.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
            Doors.await("open", () -> doors.figure("connections") == 1);
            Doors.await("closed", () -> doors.figure("connections") == 0);
            assertFalse(wire.reply(false).head().isEmpty());
        }
    }

    private static final Limits FEW = new Limits(8, 4, 16 * 1024, 60_000, 60_000, 60_000, 0, 60_000, 1_000);

    @Test
    void ofOneSourceSoManyAtATimeAndTheOneThatWaitsLongestMakesRoom() throws Exception {
        try (Doors doors = Doors.open(Doors.guards(""), null, FEW);
                Wire other = Wire.from("127.0.0.9", doors.port())) {
            assertEquals(200, other.get("/ok").status());
            List<Wire> held = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                held.add(doors.wire());
                int now = 2 + i;
                Doors.await("held", () -> doors.figure("connections") == now);
            }
            try (Wire wire = doors.wire()) {
                assertEquals(200, wire.get("/ok").status());
                assertTrue(held.get(0).isEnded());
                assertEquals(5, doors.figure("connections"));
            }
            assertEquals(200, held.get(3).get("/ok").status());
            assertEquals(200, other.get("/ok").status(), "of another source, though it has waited longer");
            assertEquals(1, doors.figure("slow_connections"));
            close(held);
        }
    }

    @Test
    void inAllSoManyAtATime() throws Exception {
        try (Doors doors = Doors.open(Doors.guards(""), null, FEW)) {
            List<Wire> held = slow(doors, 8, "");
            Doors.await("held", () -> doors.figure("connections") == 8);
            try (Wire wire = doors.wire()) {
                assertEquals(200, wire.get("/ok").status());
                assertEquals(8, doors.figure("connections"));
            }
            close(held);
        }
    }

    @Test
    void whoIsBeingAnsweredIsNotClosedForANewOne() throws Exception {
        try (Doors doors = Doors.open(Doors.guards(""), null, FEW)) {
            List<Wire> busy = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                busy.add(doors.wire().send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"));
            }
            Doors.await("asked", () -> doors.figure("requests") == 4);
            try (Wire wire = doors.wire()) {
                assertEquals(0, wire.get("/ok").status());
            }
            assertEquals(1, doors.figure("refused_connections"));
            for (Wire wire : busy) {
                Reply reply = wire.reply(true);
                assertEquals(200, reply.status());
                assertEquals(16 * 1024 * 1024, reply.body().length());
            }
            close(busy);
        }
    }
}
