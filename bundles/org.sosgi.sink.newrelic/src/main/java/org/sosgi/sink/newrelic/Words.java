package org.sosgi.sink.newrelic;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the texts of settings; all throw {@link IllegalArgumentException} with the setting's name and what would be right. */
final class Words {

    private static final Set<String> OURS = Set.of("content-length", "content-encoding", "transfer-encoding", "host");

    private Words() {}

    static String given(String setting, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(setting + " is missing");
        }
        return text;
    }

    static IllegalArgumentException unknown(String setting, String text, String right) {
        return new IllegalArgumentException(setting + " is \"" + text + "\", must be " + right);
    }

    static <E extends Enum<E>> E choice(String setting, String text, Class<E> type, String right) {
        try {
            return Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw unknown(setting, text, right);
        }
    }

    /** Reads words of a choice. */
    static Set<String> set(String setting, String[] words, Collection<String> choice) {
        Set<String> set = new LinkedHashSet<>();
        for (String word : words) {
            String read = word.strip().toLowerCase(Locale.ROOT);
            if (!choice.contains(read)) {
                throw new IllegalArgumentException(
                        setting + " has \"" + word + "\", can have " + String.join(", ", new TreeSet<>(choice)));
            }
            set.add(read);
        }
        return set;
    }

    /** Reads {@code name=word,word}; a name that comes again adds its words. */
    static Map<String, Set<String>> sets(
            String setting, String[] texts, Collection<String> names, Collection<String> choice) {
        Map<String, Set<String>> sets = new LinkedHashMap<>();
        for (String text : texts) {
            int end = text.indexOf('=');
            String name = (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
            set(setting, new String[] {name}, names);
            String words = end < 0 ? "" : text.substring(end + 1).strip();
            if (!words.isEmpty()) {
                sets.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(set(setting, words.split(","), choice));
            }
        }
        return sets;
    }

    /** Reads a name, a separator, and a value, each; of several with one name the last. */
    static Map<String, String> pairs(String setting, String[] texts, char separator) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < texts.length; i++) {
            int end = texts[i].indexOf(separator);
            if (end < 1) {
                throw new IllegalArgumentException(setting + ", number " + (i + 1) + ", is not of the form NAME"
                        + separator + (separator == ':' ? " " : "") + "VALUE");
            }
            String value = texts[i].substring(end + 1);
            pairs.put(texts[i].substring(0, end), separator == ':' ? value.strip() : value);
        }
        return pairs;
    }

    /** Checks what would otherwise fail with each request. */
    static void checkHeader(String setting, String name, String value) {
        boolean token = name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
        if (!token || value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new IllegalArgumentException(setting + " has a header that HTTP does not allow");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(setting + " has " + name + ", which is not for configuration");
        }
    }

    /** No message quotes the text: it may hold a secret. */
    static URI uri(String setting, String text) {
        URI uri;
        try {
            String url = text.strip();
            int end = url.indexOf(':');
            uri = new URI(end < 0 ? url : url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(setting + " is no URL: " + e.getReason() + " at " + e.getIndex());
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(setting + " must be https://host/… without credentials");
        }
        return uri;
    }
}
