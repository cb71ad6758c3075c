package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;
import org.sosgi.api.status.Report;
import org.sosgi.sink.influxdb.Sinks.Sent;
import org.sosgi.tls.testkit.RecordedLogs;
import org.sosgi.tls.testkit.TlsClientContractTest;

/** Over TLS we speak only to whom we trust and whom we meant. */
class TlsTest extends TlsClientContractTest {

    @TempDir
    Path directory;

    @Override
    protected void send(Target target) throws IOException {
        InfluxSink sink = Sinks.sink(
                "url",
                "https://127.0.0.1:" + target.port(),
                "database",
                "db",
                "tls__ca",
                target.authorities().toString(),
                "tls__verify",
                target.verified(),
                "tls__min__version",
                target.leastVersion());
        try {
            sink.write(new Sent(Samples.user("a")));
        } finally {
            sink.close();
        }
    }

    @Test
    void saysWhatIsWrongWithTheAuthority() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> Sinks.sink("url", "https://127.0.0.1:1", "database", "db", "tls__ca", empty.toString()));

        assertEquals("tls_ca: " + empty + " is empty", failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        // url, token, verify; insecure_tls, clear_text
        "https://influx.example.com:8086, t0ken-s3cret, true, 0, 0",
        "https://influx.example.com:8086, t0ken-s3cret, false, 1, 0",
        "http://influx.example.com:8086, t0ken-s3cret, true, 0, 1",
        "http://influx.example.com:8086, '', true, 0, 0",
        "http://localhost:8086, t0ken-s3cret, true, 0, 0"
    })
    void tellsHowItIsProtected(String url, String token, boolean verify, int insecure, int clear) {
        try (var logs = RecordedLogs.start()) {
            InfluxSink sink = Sinks.sink("url", url, "database", "db", "_token", token, "tls__verify", verify);
            List<Report> reports = new ArrayList<>(sink.reports());
            sink.close();

            assertEquals(1, reports.size());
            assertEquals("connection", reports.get(0).kind());
            assertEquals("org.sosgi.sink.influxdb~test", reports.get(0).name());
            assertEquals(insecure, reports.get(0).figure("insecure_tls"));
            assertEquals(clear, reports.get(0).figure("clear_text"));
            assertEquals(insecure + clear, logs.lines(Level.WARN).size());
            logs.assertWithout(List.of("t0ken-s3cret"), reports);
        }
    }
}
