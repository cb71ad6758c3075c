package org.sosgi.http;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.sosgi.fuzz.Budget;

/** Headers and certificate of a request go to the server that was asked, and to nobody else. */
class RedirectFuzz {

    private static final URI ASKED = URI.create("https://sense.example:4747/engine/healthcheck");

    /** How the beginning of an address looks that leads to the same server, to whoever reads it. */
    private static final String SAME = "https://sense\\.example:4747(?:[/?#].*)?";

    @FuzzTest
    @DictionaryEntries({
        "//",
        "https://sense.example:4747",
        "@",
        "http:",
        "\\",
        "/../",
        "#",
        "%2f",
        "[::1]",
        ":4747",
        "https:///"
    })
    void location(byte[] bytes) throws Exception {
        String location = new String(bytes, StandardCharsets.ISO_8859_1);
        int[] asked = new int[1];
        Budget.spend(() -> {
            asked[0] = 0;
            try {
                Redirects.follow(Request.get(ASKED), 3, Duration.ofSeconds(1), request -> {
                    URI uri = request.uri();
                    if (!uri.toASCIIString().toLowerCase(java.util.Locale.ROOT).matches(SAME)) {
                        throw new AssertionError("asks " + uri + " after " + location);
                    }
                    asked[0]++;
                    return new Reply(302, Map.of("location", location), new byte[0], true);
                });
            } catch (IOException e) {
                // Not followed, or too often.
            }
        });
        if (asked[0] > 4) {
            throw new AssertionError("asked " + asked[0] + " times");
        }
    }
}
