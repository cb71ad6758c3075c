package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.sink.newrelic.Sinks.Sent;
import org.sosgi.tls.testkit.RecordedLogs;

/** Keys and configured headers get into no log, no failure and no report, even if the server quotes them. */
@Timeout(60)
class SecretsTest {

    private static final List<String> SECRETS = List.of(Sinks.KEY, "h3ader-s3cret", "scr4mble-s3cret-of-many-letters");

    private final List<Object> told = new ArrayList<>();

    private void write(String url) {
        NewRelicSink sink = Sinks.sink(
                url,
                "_event__headers",
                Sinks.texts("X-Proxy-Token: h3ader-s3cret"),
                "_metric__headers",
                Sinks.texts("X-Proxy-Token: h3ader-s3cret"),
                "scramble",
                "keyed",
                "_scramble__key",
                "scr4mble-s3cret-of-many-letters");
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
    @ValueSource(ints = {200, 203, 302, 400, 401, 403, 404, 413, 422, 429, 500, 503})
    void areNowhereWhateverTheAnswer(int status) throws Exception {
        String quoted = Sinks.KEY + " h3ader-s3cret";
        try (var logs = RecordedLogs.start();
                var server = StandIn.always(
                        status,
                        status == 302 ? "" : quoted,
                        "Retry-After",
                        quoted,
                        "Location",
                        "http://127.0.0.2/?" + Sinks.KEY)) {
            write(server.url());
            assertFalse(logs.lines().isEmpty(), "nothing is recorded at all");
            logs.assertWithout(SECRETS, told.toArray());
        }
    }

    @Test
    void areNowhereIfNobodyListens() {
        try (var logs = RecordedLogs.start()) {
            write("http://127.0.0.1:1");
            write("https://127.0.0.1:1");
            logs.assertWithout(SECRETS, told.toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Token h3ader-s3cret",
                ": h3ader-s3cret",
                "X Y: h3ader-s3cret",
                "Host: h3ader-s3cret",
                "A: h3ader-s3cret\u0001"
            })
    void areNotQuotedOfAHeaderThatCannotBe(String header) {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> Sinks.sink("https://nr.example.com", "_event__headers", Sinks.texts(header)));

        assertFalse(RecordedLogs.text(failure).contains("s3cret"), RecordedLogs.text(failure));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a:h3ader-s3cret@nr.example.com", "h3ader-s3cret://x", "https://h3ader-s3cret x"})
    void areNotQuotedOfAnAddressThatHasThem(String url) {
        var failure = assertThrows(IllegalArgumentException.class, () -> Sinks.sink(url));

        assertFalse(RecordedLogs.text(failure).contains("s3cret"), RecordedLogs.text(failure));
    }
}
