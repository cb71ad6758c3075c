package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a YAML file in block style, as a person sees it: for saying what is wrong with a file that is no YAML.
 *
 * @param number counted from 1
 * @param indent how many blanks stand before it
 * @param dash whether it begins an entry of a list
 * @param column where its key stands: behind the dash, if there is one
 * @param key empty if there is none
 * @param value what stands behind the colon, or all of it if there is no key; without a comment
 */
record YamlLine(int number, int indent, boolean dash, int column, String key, String value) {

    /** Returns the lines with content, without those that are part of a text in block style. */
    static List<YamlLine> of(String text) {
        List<YamlLine> lines = new ArrayList<>();
        int number = 0;
        int block = -1;
        for (String raw : text.lines().toList()) {
            number++;
            String content = raw.strip();
            int indent = indent(raw);
            boolean inBlock = block >= 0 && (content.isEmpty() || indent > block);
            if (inBlock || content.isEmpty() || content.startsWith("#") || content.equals("---")) {
                continue;
            }
            YamlLine line = of(number, indent, content);
            lines.add(line);
            block = isBlock(line.value) ? line.column : -1;
        }
        return lines;
    }

    private static int indent(String raw) {
        int indent = 0;
        while (indent < raw.length() && raw.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static boolean isBlock(String value) {
        boolean begins = value.startsWith("|") || value.startsWith(">");
        return begins && value.length() <= 3 && value.chars().skip(1).allMatch(c -> "-+0123456789".indexOf(c) >= 0);
    }

    private static YamlLine of(int number, int indent, String content) {
        int column = indent;
        String rest = content;
        boolean dash = rest.equals("-") || rest.startsWith("- ");
        if (dash) {
            String behind = rest.substring(1).stripLeading();
            column += rest.length() - behind.length();
            rest = behind;
        }
        int colon = colon(rest);
        String key = colon < 0 ? "" : rest.substring(0, colon);
        String value = colon < 0 ? rest : rest.substring(colon + 1).strip();
        return new YamlLine(number, indent, dash, column, key, withoutComment(value));
    }

    /** Returns where the colon behind the key stands, or -1. */
    private static int colon(String text) {
        int from = Quoted.isBegin(text) ? Math.max(0, Quoted.end(text)) : 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '#' && i > 0 && text.charAt(i - 1) == ' ') {
                return -1;
            }
            if (text.charAt(i) == ':' && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
                return i;
            }
        }
        return -1;
    }

    private static String withoutComment(String value) {
        int from = Quoted.isBegin(value) ? Math.max(0, Quoted.end(value)) : 0;
        int comment = value.startsWith("#") ? 0 : value.indexOf(" #", from);
        return comment < 0 ? value : value.substring(0, comment).strip();
    }

    /** Quoted texts on one line. */
    static final class Quoted {

        private Quoted() {}

        static boolean isBegin(String text) {
            return text.startsWith("\"") || text.startsWith("'");
        }

        /** Returns the index behind the closing quote, or -1 if there is none. */
        static int end(String text) {
            char quote = text.charAt(0);
            for (int i = 1; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean pair = quote == '"' ? c == '\\' : c == quote && text.startsWith("''", i);
                if (pair) {
                    i++;
                } else if (c == quote) {
                    return i + 1;
                }
            }
            return -1;
        }
    }
}
