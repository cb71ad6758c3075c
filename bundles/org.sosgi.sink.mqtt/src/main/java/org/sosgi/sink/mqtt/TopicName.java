package org.sosgi.sink.mqtt;

import java.nio.charset.StandardCharsets;

/** What may be in the name of a topic that is published to. */
final class TopicName {

    /** MQTT counts the bytes of a text with two bytes. */
    static final int LONGEST = 65_535;

    private static final char INSTEAD = '_';

    private TopicName() {}

    /**
     * Returns a text from outside as a part of a topic: with {@code _} for the wildcards {@code +} and {@code #}, and for what a
     * broker may, and Mosquitto does, close the connection for (MQTT 5, 1.5.4: control characters, half surrogate pairs,
     * non-characters).
     */
    static String part(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '+' || c == '#' || c >= 0x7F) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isAllowed(c) ? c : INSTEAD).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isAllowed(int c) {
        return c != '+'
                && c != '#'
                && !Character.isISOControl(c)
                && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                && (c < 0xFDD0 || c > 0xFDEF)
                && (c & 0xFFFE) != 0xFFFE;
    }

    /**
     * Returns a topic from the configuration.
     *
     * @throws IllegalArgumentException if nothing can be published there
     */
    static String configured(String setting, String topic) {
        if (!part(topic).equals(topic)) {
            throw new IllegalArgumentException(
                    setting + " has a character that no topic can have: no +, no #, no control characters");
        }
        if (bytes(topic) > LONGEST) {
            throw new IllegalArgumentException(setting + " is longer than " + LONGEST + " bytes");
        }
        return topic;
    }

    /** Returns the length on the wire; or, for one that is short anyway, an upper bound. */
    static int bytes(String topic) {
        return topic.length() <= 1_000 ? 3 * topic.length() : topic.getBytes(StandardCharsets.UTF_8).length;
    }
}
