package org.sosgi.sink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;
import org.sosgi.api.status.Report;
import org.sosgi.testkit.NumberedEvents;
import org.sosgi.tls.testkit.RecordedLogs;
import org.sosgi.tls.testkit.TlsClientContractTest;

class TlsTest extends TlsClientContractTest {

    @Override
    protected void send(Target target) throws IOException {
        MqttSink sink = Sinks.sink(
                "host",
                "127.0.0.1",
                "port",
                target.port(),
                "tls",
                true,
                "tls__ca",
                target.authorities().toString(),
                "tls__verify",
                target.verified(),
                "tls__min__version",
                target.leastVersion());
        try {
            sink.write(new Sinks.Sent(NumberedEvents.event(1)));
        } finally {
            sink.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // host, TLS, verify, password; insecure_tls, clear_text
        "broker.example.com, true, true, p4ssw0rd-s3cret, 0, 0",
        "broker.example.com, true, false, p4ssw0rd-s3cret, 1, 0",
        "broker.example.com, false, true, p4ssw0rd-s3cret, 0, 1",
        "broker.example.com, false, false, p4ssw0rd-s3cret, 0, 1",
        "broker.example.com, false, true, '', 0, 0",
        "2001:db8::1, false, true, p4ssw0rd-s3cret, 0, 1",
        "::1, false, true, p4ssw0rd-s3cret, 0, 0",
        "localhost, false, true, p4ssw0rd-s3cret, 0, 0"
    })
    void tellsHowItIsProtected(String host, boolean tls, boolean verify, String password, int insecure, int clear) {
        try (var logs = RecordedLogs.start()) {
            MqttSink sink = Sinks.sink(
                    "host", host, "tls", tls, "tls__verify", verify, "username", "agent", "_password", password);
            Report report = sink.reports().get(0);
            sink.close();

            assertEquals("org.sosgi.sink.mqtt~test", report.name());
            assertEquals(insecure, report.figure("insecure_tls"));
            assertEquals(clear, report.figure("clear_text"));
            assertEquals(insecure + clear, logs.lines(Level.WARN).size());
            logs.assertWithout(List.of("p4ssw0rd-s3cret"), report);
        }
    }
}
