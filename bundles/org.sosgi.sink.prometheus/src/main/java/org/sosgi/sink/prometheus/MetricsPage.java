package org.sosgi.sink.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;
import org.sosgi.httpserver.Answer;
import org.sosgi.httpserver.Json;
import org.sosgi.httpserver.Page;
import org.sosgi.httpserver.Request;

/** Answers {@code GET /metrics}, and other paths as Butler SOS does. */
final class MetricsPage implements Page {

    private static final int LONGEST_URL_TOLD = 200;

    private final Metrics.Content content;
    private final LongAdder scrapes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    MetricsPage(Metrics.Content content) {
        this.content = content;
    }

    long scrapes() {
        return scrapes.sum();
    }

    long failures() {
        return failures.sum();
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException {
        return request.path().equals("/metrics") ? scrape(request) : notFound(request);
    }

    private Answer scrape(Request request) throws IOException, InterruptedException {
        Format format = Format.accepted(request.header("Accept"));
        byte[] body;
        try {
            body = content.in(format);
        } catch (IOException | RuntimeException e) {
            failures.increment();
            throw e;
        }
        scrapes.increment();
        boolean gzip = request.header("Accept-Encoding").contains("gzip");
        Answer answer =
                new Answer(200, format.contentType(), gzip ? gzip(body) : body).with("Vary", "Accept, Accept-Encoding");
        return gzip ? answer.with("Content-Encoding", "gzip") : answer;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream(body.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    private static Answer notFound(Request request) {
        String url = request.target();
        var json = new StringBuilder("{\"message\":");
        Json.text(
                "Route " + request.method() + ':' + url.substring(0, Math.min(url.length(), LONGEST_URL_TOLD))
                        + " not found",
                json);
        return Answer.json(
                404, json.append(",\"error\":\"Not Found\",\"statusCode\":404}").toString());
    }
}
