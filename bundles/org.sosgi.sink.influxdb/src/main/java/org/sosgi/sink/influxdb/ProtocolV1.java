package org.sosgi.sink.influxdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** InfluxDB 1: the write and query requests of its HTTP interface. */
final class ProtocolV1 implements Protocol {

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolV1.class);

    private final String database;
    private final String credentials;
    private final String password;
    private final String policy;
    private final Retention retention;

    /** Whether the database is ours and its retention policy still to be made: a second attempt finds the database. */
    private boolean policyPending;

    /** @param username empty if the server asks for no credentials */
    ProtocolV1(String database, String username, String password, String policy, Retention retention) {
        this.database = database;
        this.credentials = username.isEmpty() ? null : username + ":" + password;
        this.password = password;
        this.policy = policy;
        this.retention = retention;
    }

    @Override
    public String writePath() {
        return "/write?db=" + Protocol.encode(database) + "&precision=n&rp=";
    }

    /** Without credentials there is no header. (The original sends an empty user name and password.) */
    @Override
    public String authorization() {
        return credentials == null ? null : "Basic " + encoded();
    }

    private String encoded() {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> secrets() {
        if (credentials == null) {
            return List.of();
        }
        return password.isEmpty() ? List.of(encoded()) : List.of(encoded(), password);
    }

    @Override
    public String contentType() {
        return null;
    }

    @Override
    public boolean compresses() {
        return false;
    }

    @Override
    public void setUp(Client client) throws IOException, SetUpRefusedException {
        if (database.isEmpty()) {
            return;
        }
        if (!policyPending && databases(client).contains(List.of(database))) {
            return;
        }
        query(client, "create the database", "create database " + identifier(database));
        policyPending = true;
        if (!policy.isEmpty() && !retention.text().isEmpty()) {
            query(
                    client,
                    "create the retention policy",
                    "create retention policy " + identifier(policy) + " on " + identifier(database) + " duration "
                            + retention.text() + " replication 1 default");
        }
        policyPending = false;
        LOG.info("Created the InfluxDB database {}", database);
    }

    private List<?> databases(Client client) throws IOException, SetUpRefusedException {
        Answer answer = client.get("/query?q=" + Protocol.encode("show databases"));
        check("list the databases", answer);
        Object values = Json.at(Json.read(answer.body()), "results", 0, "series", 0, "values");
        return values instanceof List<?> rows ? rows : List.of();
    }

    private static void query(Client client, String action, String text) throws IOException, SetUpRefusedException {
        check(action, client.post("/query?q=" + Protocol.encode(text)));
    }

    /** A query that fails is answered with status 200 and an error in the result. */
    private static void check(String action, Answer answer) throws IOException, SetUpRefusedException {
        SetUpRefusedException.check(action, answer);
        if (Json.at(Json.read(answer.body()), "results", 0, "error") instanceof String error) {
            throw new SetUpRefusedException("cannot " + action + " (" + answer.saying(error) + ")");
        }
    }

    private static String identifier(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
