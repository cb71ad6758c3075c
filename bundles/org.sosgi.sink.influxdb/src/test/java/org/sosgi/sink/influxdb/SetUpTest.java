package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sosgi.sink.influxdb.Sinks.Sent;
import org.sosgi.sink.influxdb.StandIn.Reply;
import org.sosgi.sink.influxdb.StandIn.Request;

/** The first write looks for the database or bucket, and creates it if it is missing. */
class SetUpTest {

    private static final String SHOW = "GET /query?q=show%20databases";
    private static final String CREATE = "POST /query?q=create%20database%20%22db%22";
    private static final String POLICY =
            "POST /query?q=create%20retention%20policy%20%2210d%22%20on%20%22db%22%20duration%2010d%20replication%201%20default";
    private static final String WRITE = "POST /write?db=db&precision=n&rp=";

    private static final String ORGS = "GET /api/v2/orgs?org=o";
    private static final String BUCKETS = "GET /api/v2/buckets?orgID=0f&name=b";
    private static final String NEW_BUCKET = "POST /api/v2/buckets";
    private static final String WRITE_2 = "POST /api/v2/write?org=o&bucket=b&precision=ns";
    private static final Reply FOUND_ORG = new Reply(200, "{\"links\":{},\"orgs\":[{\"links\":{},\"id\":\"0f\"}]}");

    @Test
    void databaseThatExistsIsLeftAlone() throws IOException {
        var answers = script(SHOW, databases("_internal", "db"), WRITE, done(), WRITE, done());
        try (var server = new StandIn(answers)) {
            var sink = v1(server);
            sink.write(new Sent(Samples.user("a")));
            sink.write(new Sent(Samples.user("a")));
            sink.close();

            assertEquals(List.of(SHOW, WRITE, WRITE), server.lines());
        }
    }

    @Test
    void databaseIsCreatedWithItsRetentionPolicy() throws IOException {
        var answers = script(SHOW, databases("_internal"), CREATE, ok(), POLICY, ok(), WRITE, done());
        try (var server = new StandIn(answers)) {
            writeAndClose(v1(server));

            assertEquals(List.of(SHOW, CREATE, POLICY, WRITE), server.lines());
        }
    }

    @Test
    void interruptedCreationIsTakenUpAgain() throws IOException {
        var answers = script(
                SHOW,
                databases(),
                CREATE,
                ok(),
                POLICY,
                new Reply(500, "down"),
                CREATE,
                ok(),
                POLICY,
                ok(),
                WRITE,
                done());
        try (var server = new StandIn(answers)) {
            var sink = v1(server);
            assertThrows(IOException.class, () -> sink.write(new Sent(Samples.user("a"))));
            writeAndClose(sink);

            assertEquals(List.of(SHOW, CREATE, POLICY, CREATE, POLICY, WRITE), server.lines());
        }
    }

    @Test
    void whoMayNotCreateWritesAllTheSame() throws IOException {
        var answers = script(
                SHOW,
                databases(),
                CREATE,
                new Reply(403, "{\"error\":\"not authorized\"}"),
                WRITE,
                done(),
                WRITE,
                done());
        try (var server = new StandIn(answers)) {
            var sink = v1(server);
            sink.write(new Sent(Samples.user("a")));
            writeAndClose(sink);

            assertEquals(List.of(SHOW, CREATE, WRITE, WRITE), server.lines());
        }
    }

    @Test
    void errorInTheResultIsNoReasonToLoseEvents() throws IOException {
        var refused = new Reply(200, "{\"results\":[{\"statement_id\":0,\"error\":\"must be at least 1h0m0s\"}]}");
        var answers = script(SHOW, databases(), CREATE, ok(), POLICY, refused, WRITE, done());
        try (var server = new StandIn(answers)) {
            writeAndClose(v1(server));

            assertEquals(List.of(SHOW, CREATE, POLICY, WRITE), server.lines());
        }
    }

    @Test
    void failingSetUpKeepsTheEvents() throws IOException {
        for (int status : new int[] {401, 429, 500, 503}) {
            try (var server = StandIn.always(status, "")) {
                var sink = v1(server);
                assertThrows(IOException.class, () -> sink.write(new Sent(Samples.user("a"))));
                sink.close();

                assertEquals(List.of(SHOW), server.lines());
            }
        }
    }

    @Test
    void databaseThatVanishesIsCreatedAgain() throws IOException {
        var gone = new Reply(404, "{\"error\":\"database not found: \\\"db\\\"\"}");
        var answers = script(
                SHOW, databases("db"), WRITE, gone, SHOW, databases(), CREATE, ok(), POLICY, ok(), WRITE, done());
        try (var server = new StandIn(answers)) {
            var sink = v1(server);
            assertThrows(IOException.class, () -> sink.write(new Sent(Samples.user("a"))));
            writeAndClose(sink);

            assertEquals(List.of(SHOW, WRITE, SHOW, CREATE, POLICY, WRITE), server.lines());
        }
    }

    @Test
    void whoMayNotCreateWhatIsMissingIsToldBothReasons() throws IOException {
        var answers = script(
                SHOW,
                databases(),
                CREATE,
                new Reply(403, "{\"error\":\"not authorized\"}"),
                WRITE,
                new Reply(404, "{\"error\":\"database not found\"}"));
        try (var server = new StandIn(answers)) {
            var sink = v1(server);
            var failure = assertThrows(IOException.class, () -> sink.write(new Sent(Samples.user("a"))));
            sink.close();

            assertEquals(
                    "the database or bucket does not exist (HTTP 404: database not found),"
                            + " and we cannot create the database (HTTP 403: not authorized)",
                    failure.getMessage());
        }
    }

    @Test
    void namesCannotEndTheirQuotes() throws IOException {
        try (var server = new StandIn(request -> request.line().contains("write") ? done() : ok())) {
            var sink = Sinks.sink("url", server.url(), "version", 1, "database", "a\" b\\");
            writeAndClose(sink);

            assertEquals(
                    "POST /query?q=create%20database%20%22a%5C%22%20b%5C%5C%22",
                    server.lines().get(1));
        }
    }

    @Test
    void bucketThatExistsIsLeftAlone() throws IOException {
        var found = new Reply(200, "{\"buckets\":[{\"id\":\"1\",\"name\":\"b\"}]}");
        try (var server = new StandIn(script(ORGS, FOUND_ORG, BUCKETS, found, WRITE_2, done()))) {
            writeAndClose(v2(server));

            assertEquals(List.of(ORGS, BUCKETS, WRITE_2), server.lines());
        }
    }

    @Test
    void missingBucketIsCreatedWithRetention() throws IOException {
        for (Reply missing : List.of(new Reply(404, "{\"code\":\"not found\"}"), new Reply(200, "{\"buckets\":[]}"))) {
            var answers = script(
                    ORGS, FOUND_ORG, BUCKETS, missing, NEW_BUCKET, new Reply(201, "{\"id\":\"1\"}"), WRITE_2, done());
            try (var server = new StandIn(answers)) {
                writeAndClose(v2(server));

                assertEquals(List.of(ORGS, BUCKETS, NEW_BUCKET, WRITE_2), server.lines());
                assertEquals(
                        "{\"orgID\":\"0f\",\"name\":\"b\",\"description\":\"say \\\"hi\\\"\",\"retentionRules\":"
                                + "[{\"type\":\"expire\",\"everySeconds\":864000}]}",
                        server.requests.get(2).text());
                assertEquals("Token t", server.requests.get(2).headers().getFirst("Authorization"));
                assertEquals(
                        "application/json; charset=UTF-8",
                        server.requests.get(2).headers().getFirst("Content-Type"));
            }
        }
    }

    @Test
    void tokenThatMayOnlyWriteIsEnough() throws IOException {
        for (Reply refusal : List.of(new Reply(403, "{}"), new Reply(404, "{}"), new Reply(200, "{\"orgs\":[]}"))) {
            try (var server = new StandIn(script(ORGS, refusal, WRITE_2, done()))) {
                writeAndClose(v2(server));

                assertEquals(List.of(ORGS, WRITE_2), server.lines());
            }
        }
    }

    @Test
    void nothingIsLookedForIfNothingIsToBeCreated() throws IOException {
        try (var server = new StandIn(script(WRITE, done()))) {
            writeAndClose(Sinks.sink("url", server.url(), "version", 1, "database", "db", "create", false));

            assertEquals(List.of(WRITE), server.lines());
        }
    }

    private static InfluxSink v1(StandIn server) {
        return Sinks.sink(
                "url", server.url(), "version", 1, "database", "db", "retention__policy", "10d", "retention", "10d");
    }

    private static InfluxSink v2(StandIn server) {
        return Sinks.sink(
                "url",
                server.url(),
                "version",
                2,
                "database",
                "b",
                "org",
                "o",
                "_token",
                "t",
                "retention",
                "10d",
                "description",
                "say \"hi\"");
    }

    private static void writeAndClose(InfluxSink sink) throws IOException {
        sink.write(new Sent(Samples.user("a")));
        sink.close();
    }

    private static Reply ok() {
        return new Reply(200, "{\"results\":[{\"statement_id\":0}]}");
    }

    private static Reply done() {
        return new Reply(204, "");
    }

    private static Reply databases(String... names) {
        String rows = String.join(
                ",", Arrays.stream(names).map(name -> "[\"" + name + "\"]").toList());
        return new Reply(
                200,
                "{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"databases\",\"columns\":[\"name\"],"
                        + "\"values\":[" + rows + "]}]}]}");
    }

    /** Answers each expected request in its turn, and any other with status 599. */
    private static Function<Request, Reply> script(Object... requestsAndReplies) {
        List<Object> left = new ArrayList<>(List.of(requestsAndReplies));
        return request -> {
            if (left.isEmpty() || !left.get(0).equals(request.line())) {
                return new Reply(599, "unexpected");
            }
            left.remove(0);
            return (Reply) left.remove(0);
        };
    }
}
