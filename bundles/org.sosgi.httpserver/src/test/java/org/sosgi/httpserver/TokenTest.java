package org.sosgi.httpserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.httpserver.Wire.Reply;

/** Without the token nobody finds out anything, and with it everything is as without one. */
class TokenTest {

    private static final String RIGHT = "Authorization: Bearer s3same";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer s3sam",
                "Bearer s3same2",
                "Bearer S3same",
                "Basic s3same",
                "s3same",
                "Bearer s3same s3same",
                "Bearers3same"
            })
    void onlyTheTokenFits(String header) {
        assertFalse(new Token("s3same").fits(header));
    }

    @Test
    void theSchemeIsWrittenAnyhow() {
        assertTrue(new Token("s3same").fits("bearer   s3same "));
        assertTrue(new Token("pässwörd").fits("BEARER pässwörd"));
    }

    @Test
    void twoTokensAreNone() throws Exception {
        try (Doors doors = Doors.open(Doors.guards("s3same"), null, Limits.STANDARD);
                Wire wire = doors.wire()) {
            assertEquals(200, wire.get("/ok", RIGHT).status());
            assertEquals(401, wire.get("/ok", RIGHT, "Authorization: Bearer x").status());
        }
    }

    static List<String> paths() throws IOException {
        try (InputStream in = TokenTest.class.getResourceAsStream("probe-paths.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void pathsThatAreProbedAreNotThereAndCannotBeToldFromOthers() throws Exception {
        List<String> paths = paths();
        assertTrue(paths.size() >= 300, "there are " + paths.size());
        try (Doors open = Doors.open();
                Doors guarded = Doors.open(Doors.guards("s3same"), null, Limits.STANDARD);
                Wire toOpen = open.wire();
                Wire toGuarded = guarded.wire()) {
            Reply known = toGuarded.get("/ok");
            assertEquals(401, known.status());
            for (String path : paths) {
                assertEquals(known, toGuarded.get(path), path);
                assertEquals(404, toOpen.get(path).status(), path);
            }
            assertEquals(
                    known,
                    toGuarded
                            .send("PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                            .reply(true));
            assertEquals(404, toGuarded.get("/none", RIGHT).status());
        }
    }

    @Test
    void tenThousandGuessesAreMostlyNotLookedAt() throws Exception {
        int guesses = 10_000;
        try (Doors doors = Doors.open(new Guards(new String[0], "s3same", 300), null, Limits.STANDARD);
                Wire wire = doors.wire()) {
            Reply refused = wire.get("/ok");
            int tooMany = 0;
            for (int i = 1; i < guesses; i++) {
                Reply reply = wire.get(i % 2 == 0 ? "/ok" : "/unknown-" + i, "Authorization: Bearer " + i);
                if (reply.status() == 429) {
                    tooMany++;
                } else {
                    assertEquals(refused, reply);
                }
            }
            assertTrue(tooMany >= 9_900, tooMany + " of " + guesses);
            assertEquals(429, wire.get("/ok", RIGHT).status(), "even if it were right");
        }
    }
}
