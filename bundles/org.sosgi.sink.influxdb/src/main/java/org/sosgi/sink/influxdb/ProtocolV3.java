package org.sosgi.sink.influxdb;

import java.util.List;

/** InfluxDB 3, by the write request it shares with version 2. It creates a database with the first write. */
final class ProtocolV3 implements Protocol {

    private final String database;
    private final String token;

    ProtocolV3(String database, String token) {
        this.database = database;
        this.token = token;
    }

    @Override
    public String writePath() {
        return "/api/v2/write?bucket=" + Protocol.encode(database) + "&precision=ns";
    }

    @Override
    public String authorization() {
        return token.isEmpty() ? null : "Token " + token;
    }

    @Override
    public List<String> secrets() {
        return token.isEmpty() ? List.of() : List.of(token);
    }

    @Override
    public String contentType() {
        return TEXT;
    }

    @Override
    public boolean compresses() {
        return true;
    }

    @Override
    public void setUp(Client client) {
        // Nothing to do; how long version 3 keeps its points is told to the server, not to its clients.
    }
}
