package org.sosgi.bench;

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
import org.openjdk.jmh.infra.Blackhole;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.MalformedDatagramException;

/** What it costs to make an event of a datagram. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {

    @Param
    Kind kind;

    private Decoder decoder;
    private Datagram datagram;

    @Setup
    public void prepare() {
        decoder = Decoders.of(kind);
        datagram = new SampleDatagram(kind);
    }

    @Benchmark
    public void decode(Blackhole blackhole) throws MalformedDatagramException {
        decoder.decode(datagram, blackhole::consume);
    }
}
