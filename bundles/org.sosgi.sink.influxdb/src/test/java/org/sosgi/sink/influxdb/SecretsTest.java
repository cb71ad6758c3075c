package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.sink.influxdb.Sinks.Sent;
import org.sosgi.tls.testkit.RecordedLogs;

/** Password and token get into no log, no failure and no report, even if the server quotes them. */
@Timeout(60)
class SecretsTest {

    private static final List<String> SECRETS = List.of("p4ssw0rd-s3cret", "agent:p4ssw0rd-s3cret", "t0ken-s3cret");

    private final List<Object> told = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 401, 403, 404, 413, 422, 429, 500, 503})
    void areNowhereWhateverTheAnswer(int status) throws Exception {
        try (var logs = RecordedLogs.start();
                var server = new StandIn(request -> {
                    String header = request.headers().getFirst("Authorization");
                    String quoted =
                            "your header was " + header + (header.startsWith("Basic") ? " p4ssw0rd-s3cret" : "");
                    return new StandIn.Reply(
                            status,
                            status == 204 || status == 302 ? "" : "{\"error\": \"" + quoted + "\"}",
                            "Retry-After",
                            quoted,
                            "Location",
                            "http://127.0.0.2/?token=t0ken-s3cret");
                })) {
            for (int version = 1; version <= 3; version++) {
                write(version, server.url());
            }
            assertFalse(logs.lines().isEmpty(), "nothing is recorded at all");
            logs.assertWithout(SECRETS, told.toArray());
        }
    }

    @Test
    void areNowhereIfNobodyListens() throws Exception {
        try (var logs = RecordedLogs.start()) {
            write(1, "http://127.0.0.1:1");
            write(3, "https://127.0.0.1:1");
            logs.assertWithout(SECRETS, told.toArray());
        }
    }

    /** @param version of those with a password the first, of those with a token the others */
    private void write(int version, String url) {
        InfluxSink sink = Sinks.sink(
                "url",
                url,
                "version",
                version,
                "database",
                "db",
                "org",
                "o",
                "username",
                "agent",
                "_password",
                "p4ssw0rd-s3cret",
                "_token",
                "t0ken-s3cret");
        var batch = new Sent(Samples.user("a"));
        try {
            sink.write(batch);
        } catch (IOException | RuntimeException e) {
            told.add(RecordedLogs.text(e));
        }
        told.addAll(sink.reports());
        told.add(batch.rejected());
        told.add(sink);
        sink.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://agent:p4ssw0rd-s3cret@influx.example.com:8086",
                "http://t0ken-s3cret@influx.example.com",
                "http://influx.example.com:8086?token=t0ken-s3cret",
                "http://influx.example.com/#t0ken-s3cret",
                "t0ken-s3cret://influx.example.com",
                "http://t0ken-s3cret influx.example.com",
                "http://agent:p4ssw0rd-s3cret@in_flux:8086",
                "mqtt://t0ken-s3cret"
            })
    void areNotQuotedOfAnAddressThatHasThem(String url) {
        var failure = assertThrows(IllegalArgumentException.class, () -> Sinks.sink("url", url, "database", "db"));

        assertFalse(RecordedLogs.text(failure).contains("s3cret"), RecordedLogs.text(failure));
    }
}
