package org.sosgi.sink.newrelic;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;
import org.sosgi.sink.newrelic.StandIn.Reply;
import org.sosgi.sink.newrelic.StandIn.Request;
import org.sosgi.testkit.RemoteSinkContractTest;

/** Numbered events are none that New Relic gets, so each goes as a user event of now, its number as the host. */
class ContractTest extends RemoteSinkContractTest {

    private final List<Long> delivered = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private StandIn server;
    private NewRelicSink last;

    @BeforeEach
    void start() throws IOException {
        server = new StandIn(this::take);
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.close();
    }

    private Reply take(Request request) {
        synchronized (delivered) {
            delivered.addAll(numbers(request));
        }
        return StandIn.OK;
    }

    private static List<Long> numbers(Request request) {
        return request.hosts().stream().map(Long::valueOf).toList();
    }

    private record AsUsers(Batch batch, List<Event> events) implements Batch {

        static AsUsers of(Batch batch) {
            long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            return new AsUsers(
                    batch,
                    batch.events().stream()
                            .map(event -> Samples.at(now, Samples.user("" + event.value("number"))))
                            .toList());
        }

        @Override
        public long position(int index) {
            return batch.position(index);
        }

        @Override
        public void reject(int index, String reason) {
            batch.reject(index, reason);
        }
    }

    @Override
    protected Sink open() {
        var sink = new NewRelicSink(Sinks.config(server.url()), "test", "1.0", Clock.systemUTC());
        last = sink;
        return batch -> sink.write(AsUsers.of(batch));
    }

    @Override
    protected void close(Sink sink) {
        last.close();
    }

    @Override
    protected List<Long> delivered() {
        synchronized (delivered) {
            return List.copyOf(delivered);
        }
    }

    @Override
    protected void down() {
        server.answer(request -> new Reply(StandIn.NONE, ""));
    }

    @Override
    protected void up() {
        server.answer(this::take);
    }

    @Override
    protected void hang() {
        server.answer(request -> {
            try {
                end.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Reply(StandIn.NONE, "");
        });
    }

    @Override
    protected void slow() {
        server.answer(request -> {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            return take(request);
        });
    }

    @Override
    protected void refuse(long number) {
        server.answer(request -> numbers(request).contains(number) ? new Reply(400, "not that one") : take(request));
    }
}
