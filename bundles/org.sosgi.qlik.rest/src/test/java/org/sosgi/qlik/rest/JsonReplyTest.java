package org.sosgi.qlik.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReplyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the reply is empty, not a list",
                "{\"a\":1} | the reply is a JSON object, not a list",
                "'\"text\"' | the reply is a JSON text, not a list",
                "12 | the reply is a JSON number, not a list",
                "null | the reply is JSON null, not a list",
                "true | the reply is JSON true, not a list",
                "' <html>login</html>' | the reply is HTML or XML, not a list",
                "[\"secret\",secret] | the reply is broken JSON at line 1, column 11, not a list",
                "[1, | the reply is broken JSON at line 1, column 4, not a list",
                "[1][2] | the reply goes on after a list"
            })
    void saysWhatCameButNothingOfIt(String body, String message) {
        var refused = assertThrows(IOException.class, () -> texts(body.getBytes(StandardCharsets.UTF_8)));
        assertEquals(message, refused.getMessage());
        assertNull(refused.getCause());
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefused() {
        for (String body : List.of(
                "[".repeat(100),
                "[\"" + "x".repeat(200_000) + "\"]",
                "[" + "1".repeat(2_000) + "]",
                "[{\"" + "x".repeat(200_000) + "\":1}]")) {
            var refused = assertThrows(IOException.class, () -> texts(body.getBytes(StandardCharsets.UTF_8)));
            assertFalse(refused.getMessage().contains("xxx"), refused.getMessage());
        }
    }

    @Test
    void aByteOrderMarkIsNoContentAndMalformedBytesAreReplaced() throws IOException {
        byte[] body = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '[', '"', 'a', (byte) 0xE5, '"', ']'};
        assertEquals(List.of("a\uFFFD"), texts(body));
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 60) byte[] body) {
        readOrRefused(body);
    }

    @Property
    void anyTextLikeJsonIsReadOrRefused(
            @ForAll
                    @Chars({
                        '{', '}', '[', ']', '"', ',', ':', '\\', 'u', '0', '9', '-', '+', '.', 'e', 'E', 'n', 'l', 't',
                        'r', ' ', 'å'
                    })
                    @StringLength(max = 60)
                    String text) {
        readOrRefused(('[' + text).getBytes(StandardCharsets.UTF_8));
    }

    private static void readOrRefused(byte[] body) {
        try {
            texts(body);
        } catch (IOException e) {
            assertFalse(e.getMessage().isEmpty());
        }
    }

    private static List<String> texts(byte[] body) throws IOException {
        return JsonReply.read(body, JsonToken.START_ARRAY, "a list", JsonReplyTest::read);
    }

    private static List<String> read(JsonParser in) throws IOException {
        var texts = new ArrayList<String>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(in.getText());
            } else {
                in.getText();
                in.skipChildren();
            }
        }
        return texts;
    }
}
