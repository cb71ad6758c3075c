package org.sosgi.launcher.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Rule 1: credentials in URLs.
                "cannot reach http://anna:s3cret@db:8086/x | cannot reach http://[REDACTED]@db:8086/x",
                "mqtts://token@broker and ftp://a:b@c | mqtts://[REDACTED]@broker and ftp://[REDACTED]@c",
                "http://host/path, mail to a@b | http://host/path, mail to a@b",
                // Rule 2: values of an Authorization header.
                "Authorization: Bearer abcdefgh.ijk | Authorization: Bearer [REDACTED]",
                "basic QWxhZGRpbjpvcGVu== rest | basic [REDACTED] rest",
                "TOKEN  12345678 | TOKEN  [REDACTED]",
                "Bearer short | Bearer short",
                // Rule 3: pairs.
                "password=hunter2&x=1 | password=[REDACTED]&x=1",
                "pwd: abc, next | pwd=[REDACTED], next",
                "Passwd=a;b | Passwd=[REDACTED];b",
                "{secret=x} (credential=y) [token=z] | {secret=[REDACTED]} (credential=[REDACTED]) [token=[REDACTED]]",
                "api-key=1 api_key=2 api_token=3 access-key=4 auth=5 passphrase=6 client_secret=7 | api-key=[REDACTED] api_key=[REDACTED] api_token=[REDACTED] access-key=[REDACTED] auth=[REDACTED] passphrase=[REDACTED] client_secret=[REDACTED]",
                "influx.token=abc'x | influx.token=[REDACTED]'x",
                "the password is wrong | the password is wrong",
                // Rule 4: quoted pairs.
                "{\"password\": \"a b;c\"} | {\"password\": \"[REDACTED]\"}",
                "{\"apiToken\":\"say \\\"x\\\" y\",\"n\":\"v\"} | {\"apiToken\": \"[REDACTED]\",\"n\":\"v\"}",
                "{\"name\": \"value\"} | {\"name\": \"value\"}"
            })
    void takesOutWhatMayBeSecret(String text, String redacted) {
        assertEquals(redacted, Redactor.redact(text));
    }

    @Test
    void noMessageIsAnEmptyOne() {
        assertEquals("", Redactor.redact(null));
    }

    @Test
    void pathsInStacksAreShortened() {
        String stack = Redactor.stack(new IllegalStateException(
                "in /home/anna/x.yaml and C:\\Users\\anna\\y.pem, at /build/me/src/main/A.java:3, file:///etc/z, reference:file:/etc/z, http://h/p, 1/2",
                new java.io.IOException("password=abc")));
        assertTrue(
                stack.startsWith(
                        "java.lang.IllegalStateException: in [path] and [path], at src/main/A.java:3, [path], reference:[path], http://h/p, 1/2"),
                stack);
        assertTrue(stack.contains("Caused by: java.io.IOException: password=[REDACTED]"), stack);
        assertTrue(stack.contains("at java.base/java.lang.reflect."), "module names are no paths");
        assertTrue(stack.contains("at org.sosgi.launcher.crash.RedactorTest.pathsInStacks"), stack);
        assertFalse(stack.contains("anna"), stack);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://", "token=", "\"password\":\"\\", "/a", "Bearer ", "passwordpassword", "a.b-", " \" "})
    void oddTextsTakeNoTime(String part) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Redactor.redact(part.repeat(100_000)));
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> Redactor.stack(new IllegalStateException(part.repeat(100_000))));
    }
}
