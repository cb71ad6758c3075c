package org.sosgi.sink.influxdb;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sosgi.api.Sink;
import org.sosgi.sink.influxdb.StandIn.Reply;
import org.sosgi.sink.influxdb.StandIn.Request;
import org.sosgi.testkit.RemoteSinkContractTest;

class InfluxSinkContractTest extends RemoteSinkContractTest {

    private static final Pattern NUMBER = Pattern.compile("[ ,]number=(\\d+)i");

    private final List<Long> delivered = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private StandIn server;

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
        return new Reply(204, "");
    }

    private static List<Long> numbers(Request request) {
        List<Long> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(request.text());
        while (matcher.find()) {
            numbers.add(Long.valueOf(matcher.group(1)));
        }
        return numbers;
    }

    @Override
    protected Sink open() {
        return Sinks.sink("url", server.url(), "version", 3, "database", "db");
    }

    @Override
    protected void close(Sink sink) {
        ((InfluxSink) sink).close();
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
        server.answer(request -> numbers(request).contains(number)
                ? new Reply(400, "{\"error\":\"partial write: not that one dropped=1\"}")
                : take(request));
    }
}
