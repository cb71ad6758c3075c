package org.sosgi.httpserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Report;

/** Where it listens, and what it tells of that. */
class HttpListenerTest {

    private static HttpListener listener(String host, Guards guards) {
        return Doors.listener(host, 0, guards, null, Limits.STANDARD, name -> {
            throw new UnknownHostException(name);
        });
    }

    private static Report report(HttpListener listener) {
        return listener.report("test", "test", "", List.of());
    }

    private static Report bound(HttpListener listener) {
        listener.open();
        Doors.await("bound", () -> listener.boundPort() > 0);
        return report(listener);
    }

    @Test
    void tellsItsDoor() {
        Doors doors = Doors.open(Doors.guards("s3same"), null, Limits.STANDARD);
        var door = new Door(
                "tests",
                Door.Protocol.TCP,
                InetAddress.getLoopbackAddress(),
                doors.port(),
                false,
                Set.of(Door.Guard.TOKEN),
                "test.port");
        assertEquals(List.of(door), doors.listener.doors());
        assertEquals(0, doors.figure("unguarded"));
        doors.close();
        assertEquals(List.of(), doors.listener.doors());
    }

    @Test
    void beyondLoopbackSomethingMustGuardIt() throws Exception {
        HttpListener open = listener("0.0.0.0", Doors.guards(""));
        HttpListener guarded = listener("0.0.0.0", new Guards(new String[] {"10.0.0.0/8"}, "", 0));
        try {
            assertEquals(1, bound(open).figure("unguarded"));
            assertEquals(0, bound(guarded).figure("unguarded"));
            try (Wire wire = Wire.to(guarded.boundPort())) {
                assertEquals(0, wire.get("/ok").status());
            }
            assertEquals(1, report(guarded).figure("refused_source"));
        } finally {
            open.close();
            guarded.close();
        }
    }

    @Test
    void aListThatLetsNobodyInIsDegraded() throws Exception {
        HttpListener listener = listener("127.0.0.1", new Guards(new String[] {"unknown.example"}, "", 0));
        try {
            bound(listener);
            Doors.await("told", () -> report(listener).state() == Report.State.DEGRADED);
            Doors.await("resolved", () -> report(listener).detail().contains("no allowed source is known"));
            try (Wire wire = Wire.to(listener.boundPort())) {
                assertEquals(0, wire.get("/ok").status());
            }
        } finally {
            listener.close();
        }
    }

    @Test
    void whileUnsignedPluginsAreTakenOnlyLoopback() throws Exception {
        HttpListener listener = listener("0.0.0.0", Doors.guards(""));
        System.setProperty("sosgi.plugins.unsigned", "true");
        try {
            listener.open();
            Doors.await("refused", () -> report(listener).state() == Report.State.FAILED);
            assertTrue(
                    report(listener).detail().contains("only a loopback address"),
                    report(listener).detail());
        } finally {
            System.clearProperty("sosgi.plugins.unsigned");
            listener.close();
        }
    }

    @Test
    void thePortIsFreeAtOnceWhenItIsClosedAlsoWithConnections() throws Exception {
        Doors doors = Doors.open();
        int port = doors.port();
        try (Wire wire = doors.wire()) {
            assertEquals(200, wire.get("/ok").status());
            doors.close();
            try (var again = new ServerSocket()) {
                again.setReuseAddress(true);
                again.bind(new java.net.InetSocketAddress("127.0.0.1", port));
            }
            assertTrue(wire.isEnded());
        }
    }

    @Test
    void hostsThatAreNotKnown() throws Exception {
        HttpListener listener = listener("no.such.host.invalid", Doors.guards(""));
        try {
            listener.open();
            Doors.await("failed", () -> report(listener).state() == Report.State.FAILED);
            assertTrue(report(listener).detail().endsWith("host no.such.host.invalid is not known"));
        } finally {
            listener.close();
        }
    }

    @Test
    void threadsEndWithTheDoor() throws IOException {
        Doors doors = Doors.open();
        try (Wire wire = doors.wire()) {
            assertEquals(200, wire.get("/ok").status());
        }
        doors.close();
        Doors.await(
                "ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("test-")));
    }
}
