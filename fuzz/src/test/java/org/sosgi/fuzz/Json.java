package org.sosgi.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads back what the agent wrote as JSON. Strict: UTF-8 without a flaw, no name twice, nothing behind it. */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** Returns the texts of an object by their names; what is no text is passed over. */
    public static Map<String, String> texts(byte[] written) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(written))
                    .toString();
            Map<String, String> texts = new LinkedHashMap<>();
            try (var in = FACTORY.createParser(text)) {
                if (in.nextToken() != JsonToken.START_OBJECT) {
                    throw new AssertionError("no object: " + text);
                }
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    if (in.nextToken() == JsonToken.VALUE_STRING) {
                        texts.put(name, in.getText());
                    } else {
                        in.skipChildren();
                    }
                }
                if (in.nextToken() != null) {
                    throw new AssertionError("something follows the object: " + text);
                }
            }
            return texts;
        } catch (CharacterCodingException e) {
            throw new AssertionError("it is not UTF-8", e);
        } catch (IOException e) {
            throw new AssertionError("it is not JSON", e);
        }
    }

    /** Halves of characters cannot be written as UTF-8; this is what may stand for them. */
    public static String whole(String text) {
        var whole = new StringBuilder();
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
