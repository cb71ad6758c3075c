package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.engine.SinkSupervisor;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;
import org.sosgi.sink.newrelic.StandIn.Reply;
import org.sosgi.sink.newrelic.StandIn.Request;

/** Quirk A14: what happens at one account is nothing to the others. With the real engine and journal. */
class AccountsTest {

    private static final List<String> HEALTHY = List.of("1", "3", "5");
    private static final List<String> FAILING = List.of("2", "4", "6");
    private static final int EVENTS = 3_000;

    private final Map<String, List<String>> taken = new ConcurrentHashMap<>();
    private final List<NewRelicSink> sinks = new ArrayList<>();

    @TempDir
    private Path home;

    private Journal journal;
    private SinkSupervisor supervisor;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(JournalOptions.at(home.resolve("journal")));
        supervisor = new SinkSupervisor(journal, home.resolve("dead-letters"));
    }

    @AfterEach
    void close() throws IOException {
        supervisor.close();
        sinks.forEach(NewRelicSink::close);
        journal.close();
    }

    @Test
    void halfOfTheAccountsFailing() throws Exception {
        try (var server = new StandIn(this::misbehave)) {
            for (int account = 1; account <= 6; account++) {
                attach(server, "" + account);
            }
            long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            for (int from = 0; from < EVENTS; from += 100) {
                assertTrue(journal.append(Samples.users(from, from + 100).stream()
                        .map(event -> Samples.at(now, event))
                        .toArray(Event[]::new)));
            }
            await(
                    "the healthy accounts",
                    () -> HEALTHY.stream().allMatch(account -> report(account).figure("events_pending") == 0));
            await(
                    "each of the others to fail",
                    () -> FAILING.stream().allMatch(account -> report(account).figure("write_failures") > 0));

            List<String> all =
                    IntStream.range(0, EVENTS).mapToObj(i -> "host" + i).toList();
            for (String account : HEALTHY) {
                assertEquals(all, taken.get(account), account);
                assertEquals(0, report(account).figure("events_dead_lettered"));
                assertEquals(Report.State.OK, report(account).state());
            }
            for (String account : FAILING) {
                assertEquals(EVENTS, report(account).figure("events_pending"), account);
                assertEquals(null, taken.get(account));
            }
            assertTrue(
                    report("2").detail().contains("account \"Account 2\""),
                    report("2").detail());

            server.answer(this::take);
            await(
                    "the others, too",
                    () -> FAILING.stream().allMatch(account -> report(account).figure("events_pending") == 0));
            FAILING.forEach(account -> assertEquals(all, taken.get(account), account));
            assertEquals(HEALTHY.size() + FAILING.size(), taken.size());
        }
    }

    private void attach(StandIn server, String account) {
        Config config = Sinks.config(server.url(), "account__name", "Account " + account, "account__id", account);
        var sink = new NewRelicSink(config, "test", "1.0", Clock.systemUTC());
        sinks.add(sink);
        supervisor.add(sink, Map.of(Sink.NAME, name(account), Sink.BATCH_LINGER, 1, Sink.START, "earliest"));
    }

    private static String name(String account) {
        return "org.sosgi.sink.newrelic~" + account;
    }

    private Report report(String account) {
        return supervisor.reports().stream()
                .filter(report -> report.name().equals(name(account)))
                .findFirst()
                .orElseThrow();
    }

    private Reply misbehave(Request request) {
        return switch (request.account()) {
            case "2" -> new Reply(403, "");
            case "4" -> new Reply(StandIn.NONE, "");
            case "6" -> new Reply(429, "", "Retry-After", "1");
            default -> take(request);
        };
    }

    private Reply take(Request request) {
        taken.computeIfAbsent(request.account(), account -> new CopyOnWriteArrayList<>())
                .addAll(request.hosts());
        return StandIn.OK;
    }

    private void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, () -> "not within a minute: " + what + "; " + supervisor.reports());
            LockSupport.parkNanos(1_000_000);
        }
    }
}
