package org.sosgi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.RequestFailedException;

/** Where a server can send us, and where not. */
class RedirectsTest {

    private static final URI ASKED = URI.create("https://sense.example.com:4747/engine/healthcheck?x=1");

    private final List<URI> asked = new ArrayList<>();

    private Reply follow(int status, String location) throws IOException {
        return Redirects.follow(Request.get(ASKED), 5, Duration.ofSeconds(1), request -> {
            asked.add(request.uri());
            return asked.size() == 1
                    ? new Reply(status, Map.of("location", location), new byte[0], true)
                    : new Reply(200, Map.of(), new byte[0], true);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "301, /other, https://sense.example.com:4747/other",
        "302, other, https://sense.example.com:4747/engine/other",
        "303, https://sense.example.com:4747/a?b=c, https://sense.example.com:4747/a?b=c",
        "307, //SENSE.example.com:4747/a, https://SENSE.example.com:4747/a",
        "308, HTTPS://sense.example.com:4747/a, https://sense.example.com:4747/a",
        "302, ../../../a, https://sense.example.com:4747/../../a"
    })
    void staysWithTheServer(int status, String location, String next) throws IOException {
        assertEquals(200, follow(status, location).status());
        assertEquals(List.of(ASKED, URI.create(next)), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sense.example.com:4747/a",
                "http://sense.example.com/a",
                "https://sense.example.com/a",
                "https://sense.example.com:443/a",
                "https://sense.example.com:4243/a",
                "https://sense.example.com.:4747/a",
                "https://sense.example.com.evil.example:4747/a",
                "https://evil.example/https://sense.example.com:4747/",
                "https://evil.example:4747/a",
                "//evil.example:4747/a",
                "https://127.0.0.1:4747/a",
                "https://[::1]:4747/a",
                "https://169.254.169.254/latest/meta-data/",
                "https://sense.example.com:4747@evil.example:4747/a",
                "https://sense.example.com%2eevil.example:4747/a",
                "https://anna:secret@sense.example.com:4747/a",
                "https://@sense.example.com:4747/a",
                "ftp://sense.example.com:4747/a",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "data:text/plain,a",
                "jar:https://sense.example.com:4747/a!/b",
                "https:///a",
                "https:a",
                "https://",
                "http:\\\\evil.example\\a",
                "\\\\evil.example\\a",
                "/\\evil.example/a",
                "https://sense.example.com:4747\\@evil.example/",
                "https://evil.example\t/a",
                "https://sense.example.com:4747 .evil.example/a",
                "https://sense.example.com:99999/a",
                "https://sénse.example.com:4747/a",
                "https://sense.example.com:-1/a"
            })
    void goesNowhereElse(String location) {
        var failure = assertThrows(RequestFailedException.class, () -> follow(302, location));

        assertEquals(List.of(ASKED), asked);
        assertEquals(302, failure.status());
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
        assertEquals(1, failure.getMessage().lines().count());
    }

    @Test
    void aPostIsNotRepeatedElsewhere() throws IOException {
        Reply reply = Redirects.follow(
                Request.post(ASKED),
                5,
                Duration.ofSeconds(1),
                request -> new Reply(307, Map.of("location", "/other"), new byte[0], true));

        assertEquals(307, reply.status());
    }
}
