package org.sosgi.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A name and what stands in its place.
 *
 * @param text instead of the name; the name itself if it may be shown
 * @param needles how the name, or a part of it, may stand in running text
 */
record Pseudonym(String text, Needle... needles) {

    /** Names shorter than this are not looked for in running text: too many words would be taken for one. */
    private static final int SHORTEST = 3;

    private static final String PREFIX = "p-";
    private static final int LENGTH = PREFIX.length() + 16;

    /** Directories, as they begin a full name, of accounts that are no persons: Sense's own, strangers, and Windows' own. */
    private static final String[] TECHNICAL = {"INTERNAL", "NONE", "NT AUTHORITY", "NT SERVICE"};

    private static final Needle[] NONE = {};

    /** One that is shown as it is. */
    static Pseudonym shown(String name) {
        return new Pseudonym(name, NONE);
    }

    /** @param hash from a name to what stands in its place */
    static Pseudonym of(String name, UnaryOperator<String> hash) {
        if (isTechnical(name) || isPseudonym(name)) {
            return shown(name);
        }
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(name);
        int first = name.indexOf('\\');
        if (first >= 0) {
            spellings.add(name.substring(0, first));
            spellings.add(name.substring(name.lastIndexOf('\\') + 1));
        }
        for (String spelling : Set.copyOf(spellings)) {
            int at = spelling.indexOf('@');
            if (at > 0) {
                spellings.add(spelling.substring(0, at));
            }
        }
        Set<Needle> needles = new LinkedHashSet<>();
        for (String spelling : spellings) {
            if (spelling.length() >= SHORTEST && !isTechnical(spelling)) {
                String instead = hash.apply(spelling);
                for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
                    String written = Normalizer.normalize(spelling, form);
                    needles.add(new Needle(written, instead));
                    needles.add(new Needle(
                            URLEncoder.encode(written, StandardCharsets.UTF_8).replace("+", "%20"), instead));
                }
            }
        }
        return new Pseudonym(hash.apply(name), needles.toArray(NONE));
    }

    /** Returns the form in which names are the same: people do not tell apart what differs in case only. */
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** @param name a directory, or a full name with one */
    static boolean isTechnical(String name) {
        for (String directory : TECHNICAL) {
            int length = directory.length();
            if (name.regionMatches(true, 0, directory, 0, length)
                    && (name.length() == length || name.charAt(length) == '\\')) {
                return true;
            }
        }
        return false;
    }

    /** @param hash 16 hexadecimal digits */
    static String text(String hash) {
        return PREFIX + hash;
    }

    /** What a sink was given once it may be given again, as from its dead letters. */
    static boolean isPseudonym(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
