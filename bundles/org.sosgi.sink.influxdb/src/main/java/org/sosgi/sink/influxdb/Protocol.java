package org.sosgi.sink.influxdb;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How to speak to one generation of InfluxDB. Its requests are those of Butler SOS. */
sealed interface Protocol permits ProtocolV1, ProtocolV2, ProtocolV3 {

    /** The content type of lines, as the newer clients tell it. */
    String TEXT = "text/plain; charset=utf-8";

    /** Returns path and query of a write. */
    String writePath();

    /** Returns the value of the header {@code Authorization}, or null if there are no credentials. Secret. */
    String authorization();

    /** Returns the secrets in it, in all forms in which a server could quote them; none of them empty. */
    List<String> secrets();

    /** Returns the content type of a write, or null for none. */
    String contentType();

    /** Returns whether a long body is compressed if nobody said otherwise. */
    boolean compresses();

    /**
     * Creates the database or bucket if it is missing.
     *
     * @throws SetUpRefusedException if the server does not let us, or does not know how; writing may still work
     * @throws IOException if the server cannot be asked at the moment
     */
    void setUp(Client client) throws IOException, SetUpRefusedException;

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
