package org.sosgi.launcher.crash;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/** Takes what may be secret out of the messages and stack traces of exceptions. What is longer than any sane text is cut before. */
public final class Redactor {

    private static final String REDACTED = "[REDACTED]";
    private static final int LONGEST_MESSAGE = 8_192;
    private static final int LONGEST_STACK = 65_536;

    private static final String KEYWORD = "(?:password|passwd|pwd|secret|credential|token|api[-_]?key|api[-_]?token"
            + "|access[-_]?key|auth|passphrase|client[-_]?secret)";

    // Lengths are bounded where a search could otherwise go through the rest of the text again and again.

    /** {@code scheme://user:password@}; all up to the next {@code @} in the same word. */
    private static final Pattern URL =
            Pattern.compile("([a-z][a-z0-9+.-]{0,31}+://)[^\\s@]{0,1024}+@", Pattern.CASE_INSENSITIVE);

    private static final Pattern AUTHORIZATION =
            Pattern.compile("\\b(Bearer|Basic|Token)(\\s++)[A-Za-z0-9._~+/=-]{8,}+", Pattern.CASE_INSENSITIVE);

    private static final Pattern PAIR =
            Pattern.compile("(" + KEYWORD + ")\\s*+[=:]\\s*+[^\\s&,;\"'\\[\\]{}()]++", Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTED_PAIR = Pattern.compile(
            "\"([\\w.-]{0,64}?" + KEYWORD + ")\"\\s*+:\\s*+\"(?:[^\"\\\\]++|\\\\.)*+\"", Pattern.CASE_INSENSITIVE);

    /**
     * An absolute path, of Unix or Windows; not the path of a URL, nor what stands behind the name of a module in a stack trace.
     */
    private static final Pattern PATH = Pattern.compile(
            "(?:(?<!\\w)file:/{0,2}?|(?<![\\w:/\\\\.\\]]))(?:[A-Za-z]:[/\\\\]|/)[^\\s:;,()'\"<>|\\[\\]]++");

    private static final Pattern UP_TO_SOURCES = Pattern.compile("^.*[/\\\\](?=src[/\\\\])");

    private Redactor() {}

    /** @param text may be null */
    public static String redact(String text) {
        if (text == null) {
            return "";
        }
        return rules(cut(text, LONGEST_MESSAGE));
    }

    /** Returns the stack trace with its causes, redacted; paths keep only what stands behind the sources' folder, if anything. */
    public static String stack(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return PATH.matcher(rules(cut(text.toString(), LONGEST_STACK))).replaceAll(found -> {
            var sources = UP_TO_SOURCES.matcher(found.group());
            return sources.find() ? java.util.regex.Matcher.quoteReplacement(sources.replaceFirst("")) : "[path]";
        });
    }

    private static String rules(String text) {
        String redacted = URL.matcher(text).replaceAll("$1" + REDACTED + "@");
        redacted = AUTHORIZATION.matcher(redacted).replaceAll("$1$2" + REDACTED);
        redacted = PAIR.matcher(redacted).replaceAll("$1=" + REDACTED);
        return QUOTED_PAIR.matcher(redacted).replaceAll("\"$1\": \"" + REDACTED + "\"");
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
