package org.sosgi.sink.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

/** Against Debian's Prometheus, and its promtool. */
class PrometheusIT {

    private static final String HEALTHY = """
            {"version":"12.1","started":"20260901T081530.000+0200","saturated":true,
             "cpu":{"total":12.7},"mem":{"committed":7443.5},"cache":{"bytes_added":9007199254740991},
             "session":{"active":-3}}""";

    @TempDir
    Path folder;

    private PrometheusSink sink;

    @AfterEach
    void close() throws InterruptedException {
        sink.close();
    }

    private void open(Map<String, Object> settings) {
        sink = Sinks.open(settings);
        Sinks.write(sink, Polls.health("127.0.0.1", HEALTHY));
        Sinks.write(sink, Polls.sessions("127.0.0.1", "/", "[{\"SessionId\":\"a\"},{\"SessionId\":\"b\"}]"));
        Sinks.write(
                sink,
                List.of(
                        Samples.log("qseow-engine", "WARN", "unknown"),
                        Samples.user("Start session"),
                        Samples.performance("GetLayout", "table", 40),
                        Samples.health("tricky", 1.0, "a tag", "with \\ \"quotes\" and\nline, åäö \u2028")));
    }

    @Test
    void promtoolLikesOurNames() throws Exception {
        open(Map.of("series_limit", 1));
        String all = Sinks.scrape(sink);
        assertTrue(all.contains("sosgi_series_overflow_total{"));
        String ours = all.substring(all.indexOf("# HELP butlersos_user_session_total"));
        ours = ours.substring(ours.indexOf("\n\n") + 2);
        assertTrue(ours.contains("sosgi_log_events_total{") && ours.contains("sosgi_scrape_port{"));
        assertEquals(List.of(), RealPrometheus.complaints(folder, ours));

        // The names of Butler SOS and those of tags are as they are, but the page as a whole can be read.
        List<String> complaints = RealPrometheus.complaints(folder, all);
        assertNotEquals(List.of(), complaints);
        for (String complaint : complaints) {
            assertTrue(
                    complaint.matches("butlersos_\\w+_total non-counter metrics should not have \"_total\" suffix")
                            || complaint.matches(
                                    "butlersos_\\w+ label names should be written in 'snake_case' not 'camelCase'"),
                    complaint);
        }
    }

    @Test
    void prometheusScrapesAndAnswers() throws Exception {
        open(Map.of());
        // It asks for OpenMetrics first.
        try (var prometheus = RealPrometheus.start(folder, """
                  - job_name: sosgi
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(Sinks.port(sink, "metrics")))) {
            assertEquals("1", prometheus.await("up == 1").get("value"));
            Map<String, Object> cpu = prometheus.await("butlersos_cpu_total");
            assertEquals("12.7", cpu.get("value"));
            assertEquals("127.0.0.1", cpu.get("host"));
            assertEquals("sense1", cpu.get("server_name"));
            assertEquals("Central node", cpu.get("server_description"));
            assertEquals("DEV", cpu.get("server_group"));
            assertEquals("Stockholm, Sweden", cpu.get("serverLocation"));
            assertEquals(
                    "7805075456", prometheus.await("butlersos_mem_committed").get("value"));
            assertEquals("-3", prometheus.await("butlersos_session_active").get("value"));
            assertEquals("1", prometheus.await("butlersos_cache_saturated").get("value"));
            assertEquals(
                    "9007199254740991",
                    prometheus.await("butlersos_cache_bytes_added").get("value"));
            assertEquals("2", prometheus.await("butlersos_user_session_total").get("value"));
            assertEquals(
                    "1",
                    prometheus
                            .await("butlersos_engine_metadata{engine_version=\"12.1\",host=\"127.0.0.1\"}")
                            .get("value"));
            assertEquals(
                    "with \\ \"quotes\" and\nline, åäö \u2028",
                    prometheus.await("butlersos_apps_calls").get("a_tag"));
            assertEquals(
                    "1",
                    prometheus
                            .await("sosgi_log_events_total{category=\"unknown\"}")
                            .get("value"));
            assertEquals("1", prometheus.await("sosgi_user_events_total").get("value"));
            assertEquals(
                    "0.05",
                    prometheus
                            .await("histogram_quantile(1, sosgi_qix_duration_seconds_bucket)")
                            .get("value"));
            assertEquals(
                    "1", prometheus.await("sosgi_sense_up{service=\"engine\"}").get("value"));
            assertEquals(
                    "0", prometheus.await("sosgi_part_state{kind=\"scrape\"}").get("value"));
            prometheus.await("jvm_threads_current");
            prometheus.await("process_resident_memory_bytes");
            prometheus.await("sosgi_scrape_scrapes_total > 1");
        }
    }

    @Test
    void overTlsWithToken() throws Exception {
        Authority.create("Metrics")
                .server("127.0.0.1")
                .key(KeyKind.EC)
                .issue()
                .writeTo(folder, "server", KeyFormat.pkcs8());
        open(Map.of(
                "tls_certificate", folder.resolve("server.pem").toString(),
                "tls_key", folder.resolve("server_key.pem").toString(),
                ".bearer_token", "s3same"));
        try (var prometheus =
                RealPrometheus.start(folder, """
                  - job_name: sosgi
                    scheme: https
                    tls_config: {ca_file: %s}
                    authorization: {credentials: s3same}
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(folder.resolve("root.pem"), Sinks.port(sink, "metrics")))) {
            assertEquals("12.7", prometheus.await("butlersos_cpu_total").get("value"));
        }
    }
}
