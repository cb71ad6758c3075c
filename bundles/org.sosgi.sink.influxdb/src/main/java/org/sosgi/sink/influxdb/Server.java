package org.sosgi.sink.influxdb;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The InfluxDB that is written to. It is not spoken to before the first write. */
final class Server implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final URI uri;
    private final Protocol protocol;
    private final Client client;
    private final Compression compression;
    private final boolean creates;

    private boolean ready;

    /** Why the last set-up did not work; empty if it did. */
    private String refusal = "";

    /** @param creates whether to create the database or bucket if it is missing */
    Server(URI uri, Protocol protocol, Client client, Compression compression, boolean creates) {
        this.uri = uri;
        this.protocol = protocol;
        this.client = client;
        this.compression = compression;
        this.creates = creates;
        this.ready = !creates;
    }

    /**
     * Returns when the server has all lines.
     *
     * @throws RefusedBatchException if it will never take them as they are
     * @throws IOException if it may take them later
     */
    void write(LineBuffer lines) throws IOException {
        if (!ready) {
            setUp();
        }
        boolean compressed = compression.applies(lines.length(), protocol, uri);
        byte[] body = compressed ? Compression.gzip(lines) : lines.array();
        int length = compressed ? body.length : lines.length();
        Answer answer = client.post(protocol.writePath(), body, length, headers(compressed));
        if (answer.status() == 404) {
            // Somebody has removed the database: the next attempt makes it anew.
            ready = !creates;
            if (!refusal.isEmpty()) {
                throw answer.failure("the database or bucket does not exist (" + answer + "), and we " + refusal);
            }
        }
        answer.orThrow();
    }

    private Map<String, String> headers(boolean compressed) {
        Map<String, String> headers = new HashMap<>();
        if (protocol.contentType() != null) {
            headers.put("Content-Type", protocol.contentType());
        }
        if (compressed) {
            headers.put("Content-Encoding", "gzip");
        }
        return headers;
    }

    private void setUp() throws IOException {
        try {
            protocol.setUp(client);
            refusal = "";
        } catch (SetUpRefusedException e) {
            // A token that may only write is good practice, so go on; if the database is missing, the write will tell.
            if (!refusal.equals(e.getMessage())) {
                LOG.warn("InfluxDB at {}: {}; writing all the same", uri, e.getMessage());
            }
            refusal = e.getMessage();
        }
        ready = true;
    }

    @Override
    public void close() {
        client.close();
    }
}
