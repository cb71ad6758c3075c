package org.sosgi.dashboards;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.dashboards.Interpolation.Value;

/**
 * Every query of every panel, and of every variable, asked of a real InfluxDB and a real Prometheus that got their data
 * from the built agent: each must find something, with all values of all variables, and again with each of their values
 * chosen.
 */
class DashboardQueriesIT {

    private static final Duration RANGE = Duration.ofMinutes(15);
    private static final Duration SCRAPE = Duration.ofSeconds(1);

    /** From the start of the agent to the last query: some need several polls, and two intervals of half a minute. */
    private static final Duration DEADLINE = Duration.ofSeconds(120);

    @TempDir
    static Path home;

    /** What must be closed, the latest first; whatever was opened until something failed. */
    private static final Deque<AutoCloseable> OPENED = new ArrayDeque<>();

    private static InfluxDb influx;
    private static Prometheus prometheus;
    private static DemoAgent agent;
    private static long end;

    @BeforeAll
    static void start() throws Exception {
        Path distribution = Path.of(System.getProperty("sosgi.distribution")).normalize();
        if (!Files.exists(distribution)) {
            throw new IllegalStateException(distribution + " is missing: run the build up to 'package' first");
        }
        int metrics = ServerProcess.freePort();
        influx = InfluxDb.start(Files.createDirectory(home.resolve("influxdb")));
        OPENED.push(influx);
        prometheus = Prometheus.start(Files.createDirectory(home.resolve("prometheus")), metrics);
        OPENED.push(prometheus);
        agent = DemoAgent.start(
                distribution, home.resolve("agent"), influx.server().port(), metrics);
        OPENED.push(agent);
        end = System.nanoTime() + DEADLINE.toNanos();
    }

    @AfterAll
    static void stop() throws Exception {
        Exception trouble = null;
        for (AutoCloseable one : OPENED) {
            try {
                one.close();
            } catch (Exception e) {
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    @TestFactory
    Stream<DynamicTest> influxDb() throws IOException {
        return tests(Dashboard.of("influxdb"), influx);
    }

    @TestFactory
    Stream<DynamicTest> prometheus() throws IOException {
        return tests(Dashboard.of("prometheus"), prometheus);
    }

    private static Stream<DynamicTest> tests(List<Dashboard> dashboards, DataSource source) {
        return dashboards.stream()
                .flatMap(dashboard -> Stream.concat(variables(dashboard, source), panels(dashboard, source)));
    }

    private static Stream<DynamicTest> variables(Dashboard dashboard, DataSource source) {
        return dashboard.asked().stream()
                .map(variable -> DynamicTest.dynamicTest(
                        dashboard.name() + " | variable " + Json.text(variable, "name"),
                        () -> await(
                                dashboard.name() + " | variable " + Json.text(variable, "name"),
                                () -> chosen(variable, source).isEmpty() ? "no values: " + question(variable) : null)));
    }

    private static Stream<DynamicTest> panels(Dashboard dashboard, DataSource source) {
        return dashboard.queries().stream()
                .map(query -> DynamicTest.dynamicTest(query.name(), () -> {
                    await(query.name(), () -> missing(query, source, values(dashboard, source, false)));
                    await(query.name(), () -> missing(query, source, values(dashboard, source, true)));
                }));
    }

    /** Asks, and returns what was asked and answered if nothing was found. */
    private static String missing(Dashboard.Query query, DataSource source, Map<String, Value> values)
            throws IOException, InterruptedException {
        Instant now = Instant.now();
        var interpolation = new Interpolation(now.minus(RANGE), now, SCRAPE, values);
        Duration step = interpolation.step(query);
        String text = interpolation.in(query.text(), step);
        DataSource.Answer answer = source.ask(query, text, interpolation, step);
        return answer.values() > 0 ? null : "no values: " + text + "\nanswer: " + answer.text();
    }

    /** @param each whether all values of a variable are chosen one by one, instead of All */
    private static Map<String, Value> values(Dashboard dashboard, DataSource source, boolean each)
            throws IOException, InterruptedException {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Object variable : dashboard.variables()) {
            String name = Json.text(variable, "name");
            if (Json.text(variable, "type").equals("constant")) {
                values.put(name, new Value.Plain(Json.text(variable, "query")));
            } else if (Json.text(variable, "type").equals("query")) {
                values.put(
                        name,
                        each
                                ? new Value.Several(chosen(variable, source))
                                : new Value.All(Json.text(variable, "allValue")));
            }
        }
        return values;
    }

    private static List<String> chosen(Object variable, DataSource source) throws IOException, InterruptedException {
        String wanted = Json.text(variable, "regex");
        var pattern = Pattern.compile(wanted.isEmpty() ? ".*" : wanted.substring(1, wanted.length() - 1));
        return source.values(question(variable)).stream()
                .filter(value -> pattern.matcher(value).find())
                .toList();
    }

    private static String question(Object variable) {
        return Json.text(variable, "query") + Json.text(variable, "query", "query");
    }

    private interface Attempt {
        /** Returns null, or what is wrong. */
        String trouble() throws IOException, InterruptedException;
    }

    private static void await(String name, Attempt attempt) throws IOException, InterruptedException {
        String trouble = attempt.trouble();
        while (trouble != null) {
            if (System.nanoTime() > end) {
                fail(name + ": " + trouble);
            }
            // Until the agent knows the names of apps these have none, so once is not enough.
            agent.slowCalls();
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            trouble = attempt.trouble();
        }
    }
}
