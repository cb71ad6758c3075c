package org.sosgi.setup.probe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * An InfluxDB to write to.
 *
 * @param version 1, 2 or 3
 * @param database of version 2 the bucket
 * @param org of version 2; empty otherwise
 * @param username of version 1; empty for none
 * @param secret password or token; empty for none
 * @param ca the only authorities to trust; null for those of the Java runtime
 * @param verify whether the server must prove who it is
 * @param leastTls the least version of TLS; empty for the usual
 */
public record InfluxTarget(
        URI url,
        int version,
        String database,
        String org,
        String username,
        String secret,
        Path ca,
        boolean verify,
        String leastTls) {

    public InfluxTarget(URI url, int version, String database, String org, String username, String secret, Path ca) {
        this(url, version, database, org, username, secret, ca, true, "");
    }

    /**
     * @param settings those of the sink
     * @throws IllegalArgumentException if they are of no use
     */
    public static InfluxTarget of(Map<String, Object> settings) {
        int version = Integer.parseInt(text(settings, "version"));
        String ca = text(settings, "tls_ca");
        return new InfluxTarget(
                URI.create(text(settings, "url")),
                version,
                text(settings, "database"),
                text(settings, "org"),
                text(settings, "username"),
                text(settings, version == 1 ? ".password" : ".token"),
                ca.isEmpty() ? null : Path.of(ca),
                !text(settings, "tls_verify").equals("false"),
                text(settings, "tls_min_version"));
    }

    private static String text(Map<String, Object> settings, String key) {
        Object value = settings.get(key);
        return value == null ? "" : value.toString();
    }

    /** Returns the value of the header; null for none. Secret. */
    String authorization() {
        if (version == 1) {
            String both = username + ":" + secret;
            return username.isEmpty()
                    ? null
                    : "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        }
        return secret.isEmpty() ? null : "Token " + secret;
    }

    /** Returns what the place for the points is called: {@code bucket sense}. */
    String place() {
        return (version == 2 ? "bucket " : "database ") + database;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return url.toString();
    }
}
