package org.sosgi.qlik.userevents;

import java.util.List;
import java.util.function.Predicate;

/**
 * A browser or an operating system: how one knows it and where its version stands.
 *
 * @param versions the places, the first that holds a version counts
 */
record Rule(String name, Predicate<Scan> fits, List<Place> versions) {

    /** What stands between the word and the version. */
    enum Gap {
        NONE,
        /** Nothing, and the word must begin where a word can begin. */
        NONE_AFTER_WORD_START,
        SLASH,
        BLANK,
        BLANK_OR_SLASH,
        BLANK_SLASH_OR_DASH,
        /** One or more. */
        BLANKS,
        /** A blank or none. */
        MAYBE_BLANK,
        /** As in {@code Slackbot-LinkExpanding 1.0}: a dash and a word, or nothing, then a blank or a slash. */
        SUFFIX,
        /** As in {@code BlackBerry9800/5.0}: digits and a slash. */
        DIGITS_SLASH
    }

    /** What a version looks like. Always the longest that fits. */
    enum Form {
        /** Two digits or more, parted by nothing, {@code .}, {@code _} or {@code ._}. */
        LOOSE,
        /** Numbers parted by dots, two or more. */
        DOTTED,
        /** Numbers parted by dots, one or more. */
        NUMBERS,
        /** One number. */
        WHOLE,
        /** Two numbers parted by a dot. */
        PAIR,
        /** One number, or two parted by a dot. */
        UP_TO_PAIR,
        /** Numbers parted by {@code _} or a blank, one or more. */
        UNDERSCORED,
        /** The same, but only before {@code  like mac os x}. */
        UNDERSCORED_LIKE_MAC,
        /** Digits and dots, two characters or more, the first a digit. */
        DIGITS_AND_DOTS,
        /** Digits and dots up to the end of the text. */
        TO_END,
        /** Digits and dots before an {@code x}. */
        BEFORE_X,
        /** {@code NT} or {@code XP}, and a number such as {@code 6.1} after a blank, if there is one. */
        WINDOWS,
        /** Up to the next blank. */
        WORD
    }

    /**
     * Where a version may stand: after the first of the words that is followed by one.
     *
     * @param words in lower case
     */
    record Place(List<String> words, Gap gap, Form form) {}

    static Place after(Gap gap, Form form, String... words) {
        return new Place(List.of(words), gap, form);
    }

    static Rule of(String name, Predicate<Scan> fits, Place... versions) {
        return new Rule(name, fits, List.of(versions));
    }

    /** Returns a test for any of the words; they are in lower case, the text's case does not matter. */
    static Predicate<Scan> any(String... words) {
        return scan -> {
            for (String word : words) {
                if (scan.has(word)) {
                    return true;
                }
            }
            return false;
        };
    }
}
