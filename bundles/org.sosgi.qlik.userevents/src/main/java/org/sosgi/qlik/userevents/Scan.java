package org.sosgi.qlik.userevents;

import java.util.List;
import org.sosgi.qlik.userevents.Rule.Gap;
import org.sosgi.qlik.userevents.Rule.Place;

/** Looks for words and versions in one user agent. No regular expressions: what is looked at comes from outside. */
final class Scan {

    private final String text;
    /** The same length as {@link #text}; only ASCII letters are lowered. */
    private final String lower;

    Scan(String text) {
        this.text = text;
        this.lower = lowered(text);
    }

    private static String lowered(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] += 'a' - 'A';
            }
        }
        return new String(chars);
    }

    Rule first(List<Rule> rules) {
        for (Rule rule : rules) {
            if (rule.fits().test(this)) {
                return rule;
            }
        }
        return null;
    }

    String version(Rule rule) {
        for (Place place : rule.versions()) {
            String version = at(place);
            if (!version.isEmpty()) {
                return version;
            }
        }
        return "";
    }

    boolean has(String word) {
        return lower.contains(word);
    }

    /** The same, but the case matters. */
    boolean hasExactly(String word) {
        return text.contains(word);
    }

    int find(String word, int from) {
        return lower.indexOf(word, from);
    }

    int findExactly(String word, int from) {
        return text.indexOf(word, from);
    }

    boolean isBlank(int at) {
        return at >= 0 && at < text.length() && Texts.isBlank(text.charAt(at));
    }

    boolean isDigit(int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    boolean is(int at, char c) {
        return at >= 0 && at < text.length() && lower.charAt(at) == c;
    }

    boolean isWordCharacter(int at) {
        return isDigit(at)
                || at >= 0 && at < text.length() && (lower.charAt(at) >= 'a' && lower.charAt(at) <= 'z' || is(at, '_'));
    }

    boolean matches(String word, int at) {
        return lower.startsWith(word, at);
    }

    /** Returns whether {@code BB10} or the like stands there as a word of its own. */
    boolean hasNumbered(String word) {
        for (int at = find(word, 0); at >= 0; at = find(word, at + 1)) {
            if (isDigit(at + word.length()) && !isWordCharacter(at - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the version at that place, as received; empty if there is none. */
    String at(Place place) {
        for (int from = 0; from < text.length(); from++) {
            for (String word : place.words()) {
                if (matches(word, from) && (place.gap() != Gap.NONE_AFTER_WORD_START || !isWordCharacter(from - 1))) {
                    int start = Versions.afterGap(this, from + word.length(), place.gap());
                    int end = start < 0 ? -1 : Versions.end(this, start, place.form());
                    if (end > start) {
                        return text.substring(start, end);
                    }
                }
            }
        }
        return "";
    }

    int length() {
        return text.length();
    }

    /** What no rule knows may still begin like {@code Product/1.0 (…)} or {@code Product/1.0 …}. */
    String productName() {
        int slash = productSlash();
        return slash < 0 ? "" : text.substring(0, slash);
    }

    String productVersion() {
        int slash = productSlash();
        return slash < 0 ? "" : text.substring(slash + 1, productEnd(slash));
    }

    /** Returns the last slash that has an end before the next slash, or -1. */
    private int productSlash() {
        int slash = text.lastIndexOf('/');
        while (slash >= 0 && productEnd(slash) < 0) {
            slash = slash == 0 ? -1 : text.lastIndexOf('/', slash - 1);
        }
        return slash;
    }

    /**
     * Returns the last blank after the slash that ends a version, or -1; with a bracket in the text it must precede
     * one.
     */
    private int productEnd(int slash) {
        int next = text.indexOf('/', slash + 1);
        boolean bracket = text.indexOf('(') >= 0;
        for (int i = (next < 0 ? text.length() : next) - 1; i > slash; i--) {
            char c = text.charAt(i);
            if (bracket ? (c == ' ' || c == '\t') && is(i + 1, '(') : c == ' ') {
                return i;
            }
        }
        return -1;
    }
}
