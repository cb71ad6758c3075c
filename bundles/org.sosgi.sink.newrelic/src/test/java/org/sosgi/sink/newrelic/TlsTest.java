package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;
import org.sosgi.api.status.Report;
import org.sosgi.sink.newrelic.Sinks.Sent;
import org.sosgi.tls.testkit.RecordedLogs;
import org.sosgi.tls.testkit.TlsClientContractTest;

class TlsTest extends TlsClientContractTest {

    @Override
    protected boolean canBeUnverified() {
        return false;
    }

    @Override
    protected void send(Target target) throws IOException {
        NewRelicSink sink = Sinks.sink(
                "https://127.0.0.1:" + target.port(),
                "tls__ca",
                target.authorities().toString(),
                "tls__min__version",
                target.leastVersion());
        try {
            sink.write(new Sent(Samples.user("a")));
        } finally {
            sink.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // event URL, metric URL; clear_text, warnings
        "https://nr.example.com, https://nr.example.com/metric/v1, 0, 0",
        "https://nr.example.com, http://nr.example.com/metric/v1, 1, 1",
        "http://nr.example.com, http://nr.example.com/metric/v1, 1, 1",
        "http://one.example.com, http://two.example.com/metric/v1, 1, 2",
        "http://localhost:8080, http://127.0.0.1:8080/metric/v1, 0, 0"
    })
    void tellsHowItIsProtected(String events, String metrics, int clear, int warnings) {
        try (var logs = RecordedLogs.start()) {
            NewRelicSink sink = Sinks.sink(events, "metric__url", metrics);
            Report report = sink.reports().get(0);
            sink.close();

            assertEquals("org.sosgi.sink.newrelic~test", report.name());
            assertEquals(0, report.figure("insecure_tls"));
            assertEquals(clear, report.figure("clear_text"));
            assertEquals(warnings, logs.lines(Level.WARN).size());
            logs.assertWithout(List.of(Sinks.KEY), report);
        }
    }
}
