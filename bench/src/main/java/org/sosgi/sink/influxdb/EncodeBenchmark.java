package org.sosgi.sink.influxdb;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.MalformedDatagramException;
import org.sosgi.bench.Decoders;
import org.sosgi.bench.Kind;

/** What it costs to make a line of an event, raw event included. Here, in the bundle's package, because the encoder is its own affair. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {

    @Param
    Kind kind;

    @Param({"V1", "V3"})
    String version;

    private final LineBuffer buffer = new LineBuffer(64 * 1024);
    private LineEncoder encoder;
    private Event event;

    @Setup
    public void prepare() throws MalformedDatagramException {
        encoder = new LineEncoder(
                new Planner(Catalogue.of(Layout.STANDARD), Version.valueOf(version), Planner.Schema.COMPATIBLE, false));
        event = Decoders.event(kind)
                .with(Attribute.tag(Attribute.CATEGORY_PREFIX + "qs_log_category"), "unknown")
                .with(Attribute.tag(Attribute.TAG_PREFIX + "qs_env"), "bench");
    }

    @Benchmark
    public int encode() {
        buffer.truncate(0);
        String refusal = encoder.encode(event, buffer);
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        return buffer.length();
    }
}
