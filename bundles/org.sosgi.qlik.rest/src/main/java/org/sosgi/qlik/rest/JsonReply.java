package org.sosgi.qlik.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Reads the body of a reply as JSON, within limits, and says what is wrong with one that cannot be read. */
public final class JsonReply {

    private static final int DEEPEST = 32;
    private static final int LONGEST_TEXT = 100_000;

    /** No table of names: a reply with ever new ones would only fill it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(1_000)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonReply() {}

    /** Makes something of the outermost object or array. */
    @FunctionalInterface
    public interface Content<T> {

        /** @param in stands at the token that begins the object or array; to be left at the one that ends it */
        T read(JsonParser in) throws IOException;
    }

    /**
     * @param body UTF-8; malformed bytes become U+FFFD
     * @param expected with what the reply begins
     * @param what the words for it, for the message: "the JSON object of a health check"
     * @throws IOException if the body is something else; the message holds nothing of the body, which may be personal
     */
    public static <T> T read(byte[] body, JsonToken expected, String what, Content<T> content) throws IOException {
        try (JsonParser in = JSON.createParser(text(body))) {
            JsonToken first = in.nextToken();
            if (first != expected) {
                throw new IOException("the reply is " + kind(first) + ", not " + what);
            }
            T made = content.read(in);
            if (in.nextToken() != null) {
                throw new IOException("the reply goes on after " + what);
            }
            return made;
        } catch (StreamConstraintsException e) {
            // Not as the cause, here and below: the messages of the parser quote what it read.
            throw new IOException("the reply is nested deeper than " + DEEPEST + ", or has a text longer than "
                    + LONGEST_TEXT + " characters, which is not " + what);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    isMarkup(body)
                            ? "the reply is HTML or XML, not " + what
                            : "the reply is broken JSON" + at(e.getLocation()) + ", not " + what);
        }
    }

    private static Reader text(byte[] body) {
        int mark =
                body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
        return new InputStreamReader(new ByteArrayInputStream(body, mark, body.length - mark), StandardCharsets.UTF_8);
    }

    private static String kind(JsonToken token) {
        if (token == null) {
            return "empty";
        }
        return switch (token) {
            case START_OBJECT -> "a JSON object";
            case START_ARRAY -> "a JSON array";
            case VALUE_STRING -> "a JSON text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a JSON number";
            default -> "JSON " + token.asString();
        };
    }

    private static boolean isMarkup(byte[] body) {
        for (byte b : body) {
            if (b > ' ') {
                return b == '<';
            }
        }
        return false;
    }

    private static String at(JsonLocation place) {
        return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
