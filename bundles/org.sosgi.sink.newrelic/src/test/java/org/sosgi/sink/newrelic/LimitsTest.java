package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Event;
import org.sosgi.sink.newrelic.Sinks.Sent;
import org.sosgi.sink.newrelic.StandIn.Reply;

/** No request is larger than New Relic allows, and nothing is sent twice because of that. */
class LimitsTest {

    @Test
    void atMostTwoThousandEventsPerRequest() throws IOException {
        try (var server = StandIn.willing()) {
            write(server, new Sent(Samples.users(0, 4_001), 0));

            assertEquals(
                    List.of(2_000, 2_000, 1),
                    server.requests.stream()
                            .map(request -> request.elements().size())
                            .toList());
            assertEquals(hosts(0, 4_001), hosts(server));
        }
    }

    @Test
    void atMostOneMillionBytesPerRequest() throws IOException {
        try (var server = StandIn.willing()) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                events.add(Samples.user("host" + i + "-" + "x".repeat(i * 600)));
            }
            write(server, new Sent(events, 0));

            assertTrue(server.requests.size() > 3);
            for (StandIn.Request request : server.requests) {
                int bytes = request.text().getBytes(StandardCharsets.UTF_8).length;
                assertTrue(bytes <= 1_000_000, "" + bytes);
            }
            assertEquals(events.stream().map(event -> event.text("host")).toList(), hosts(server));
        }
    }

    /** One more byte is one request more. */
    @Test
    void exactlyOneMillionBytesAreAllowed() throws IOException {
        try (var server = StandIn.willing()) {
            write(server, new Sent(Samples.user(""), Samples.user("")));
            int rest = 1_000_000 - server.requests.get(0).text().length();
            server.requests.clear();
            write(server, new Sent(Samples.user("x".repeat(rest)), Samples.user("")));
            write(server, new Sent(Samples.user("x".repeat(rest + 1)), Samples.user("")));

            assertEquals(
                    List.of(2, 1, 1),
                    server.requests.stream()
                            .map(request -> request.elements().size())
                            .toList());
            assertEquals(1_000_000, server.requests.get(0).text().length());
        }
    }

    @Test
    void aRequestThatIsTooLargeIsHalved() throws IOException {
        List<String> taken = new ArrayList<>();
        try (var server = new StandIn(request -> {
            if (request.elements().size() > 3) {
                return new Reply(413, "too large");
            }
            taken.addAll(request.hosts());
            return StandIn.OK;
        })) {
            var batch = new Sent(Samples.users(0, 20), 0);
            write(server, batch);

            assertEquals(hosts(0, 20), taken);
            assertTrue(batch.rejected().isEmpty());
        }
    }

    @Test
    void anEventThatIsTooLargeAloneIsRejectedAndTheOthersGoOn() throws IOException {
        List<String> taken = new ArrayList<>();
        try (var server = new StandIn(request -> {
            if (request.hosts().contains("host7")) {
                return new Reply(413, "too large");
            }
            taken.addAll(request.hosts());
            return StandIn.OK;
        })) {
            var batch = new Sent(Samples.users(0, 10), 0);
            write(server, batch);

            List<String> others = new ArrayList<>(hosts(0, 10));
            others.remove("host7");
            assertEquals(others, taken);
            assertEquals(1, batch.rejected().size());
            String reason = batch.rejected().get(7);
            assertTrue(reason.matches("too large for New Relic: \\d+ bytes \\(HTTP 413: too large\\)"), reason);
        }
    }

    /** The engine offers a batch again as long as any of it failed. */
    @Test
    void whatWasTakenIsNotSentAgain() throws IOException {
        try (var server = StandIn.willing()) {
            var sink = Sinks.sink(server.url());
            List<Event> events = new ArrayList<>(Samples.users(0, 5_000));
            events.add(Samples.health("calls", 7.0));
            for (String failing : List.of("host4000", "qs_engineCalls")) {
                server.answer(request -> request.text().contains(failing) ? new Reply(503, "") : StandIn.OK);
                assertThrows(IOException.class, () -> sink.write(new Sent(events, 100)));
            }
            server.answer(request -> StandIn.OK);
            sink.write(new Sent(events, 100));

            // 2,000 and 2,000 and then 1,000 that failed, those again, the poll that failed, and again.
            assertEquals(
                    List.of(2_000, 2_000, 1_000, 1_000, 1, 1),
                    server.requests.stream()
                            .map(request -> request.elements().size())
                            .toList());
            assertTrue(server.requests.get(3).hosts().contains("host4999"));

            // Done, so the same positions are new ones: somebody wants them a second time.
            sink.write(new Sent(Samples.users(0, 10), 100));
            assertEquals(hosts(0, 10), server.requests.get(6).hosts());
            sink.close();
        }
    }

    /** As the engine does when a batch is refused for what it contains. */
    @Test
    void halvesOfABatchThatWasTakenInPart() throws IOException {
        try (var server = StandIn.willing()) {
            var sink = Sinks.sink(server.url());
            List<Event> events = Samples.users(0, 2_500);
            server.answer(request -> request.text().contains("host2400\"") ? new Reply(400, "") : StandIn.OK);
            assertThrows(RefusedRequestException.class, () -> sink.write(new Sent(events, 0)));
            sink.write(new Sent(events.subList(0, 1_250), 0));
            assertThrows(
                    RefusedRequestException.class, () -> sink.write(new Sent(events.subList(1_250, 2_500), 1_250)));
            sink.write(new Sent(events.subList(1_250, 2_400), 1_250));
            sink.write(new Sent(events.subList(2_401, 2_500), 2_401));
            sink.close();

            List<String> taken = new ArrayList<>();
            for (StandIn.Request request : server.requests) {
                if (!request.hosts().contains("host2400")) {
                    taken.addAll(request.hosts());
                }
            }
            List<String> expected = new ArrayList<>(hosts(0, 2_500));
            expected.remove("host2400");
            assertEquals(expected, taken);
        }
    }

    /** New Relic would take it, and then drop it without a word. */
    @Test
    void whatIsTooOldIsRejected() throws IOException {
        try (var server = StandIn.willing()) {
            long now = TimeUnit.SECONDS.toNanos(Sinks.NOW.getEpochSecond());
            long hour = TimeUnit.HOURS.toNanos(1);
            var batch = new Sent(
                    Samples.at(now - 25 * hour, Samples.user("old")),
                    Samples.at(now - 23 * hour, Samples.user("new")),
                    Samples.at(now - 49 * hour, Samples.health("calls", 1.0)),
                    Samples.at(now - 47 * hour, Samples.health("calls", 2.0)));
            write(server, batch);

            assertEquals(
                    Map.of(
                            0,
                            "too old: New Relic drops what happened more than 24 hours ago, this is of "
                                    + "2026-09-13T07:24:52Z",
                            2,
                            "too old: New Relic drops what happened more than 48 hours ago, this is of "
                                    + "2026-09-12T07:24:52Z"),
                    batch.rejected());
            assertEquals(2, server.elements().size());
        }
    }

    private static void write(StandIn server, Sent batch) throws IOException {
        var sink = Sinks.sink(server.url());
        sink.write(batch);
        sink.close();
    }

    private static List<String> hosts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "host" + i).toList();
    }

    private static List<String> hosts(StandIn server) {
        return server.elements().stream()
                .map(element -> (String) element.get("qs_host"))
                .toList();
    }
}
