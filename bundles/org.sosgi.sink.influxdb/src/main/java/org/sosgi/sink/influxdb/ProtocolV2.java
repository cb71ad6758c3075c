package org.sosgi.sink.influxdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** InfluxDB 2: the second version of the HTTP interface. */
final class ProtocolV2 implements Protocol {

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolV2.class);

    private static final String JSON = "application/json; charset=UTF-8";

    private final String organisation;
    private final String bucket;
    private final String description;
    private final String token;
    private final Retention retention;

    ProtocolV2(String organisation, String bucket, String description, String token, Retention retention) {
        this.organisation = organisation;
        this.bucket = bucket;
        this.description = description;
        this.token = token;
        this.retention = retention;
    }

    @Override
    public String writePath() {
        return "/api/v2/write?org=" + Protocol.encode(organisation) + "&bucket=" + Protocol.encode(bucket)
                + "&precision=ns";
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
    public void setUp(Client client) throws IOException, SetUpRefusedException {
        Answer organisations = client.get("/api/v2/orgs?org=" + Protocol.encode(organisation));
        SetUpRefusedException.check("find the organisation", organisations);
        if (!(Json.at(Json.read(organisations.body()), "orgs", 0, "id") instanceof String id)) {
            throw new SetUpRefusedException("cannot find the organisation: the server tells of none of that name");
        }
        Answer buckets =
                client.get("/api/v2/buckets?orgID=" + Protocol.encode(id) + "&name=" + Protocol.encode(bucket));
        if (buckets.status() != 404) {
            SetUpRefusedException.check("find the bucket", buckets);
            if (Json.at(Json.read(buckets.body()), "buckets", 0) != null) {
                return;
            }
        }
        byte[] wanted = bucketJson(id).getBytes(StandardCharsets.UTF_8);
        Answer created = client.post("/api/v2/buckets", wanted, wanted.length, Map.of("Content-Type", JSON));
        SetUpRefusedException.check("create the bucket", created);
        LOG.info("Created the InfluxDB bucket {}", bucket);
    }

    private String bucketJson(String organisationId) {
        String rules =
                retention.seconds() == 0 ? "" : "{\"type\":\"expire\",\"everySeconds\":" + retention.seconds() + "}";
        return "{\"orgID\":" + Json.quote(organisationId)
                + ",\"name\":" + Json.quote(bucket)
                + ",\"description\":" + Json.quote(description)
                + ",\"retentionRules\":[" + rules + "]}";
    }
}
