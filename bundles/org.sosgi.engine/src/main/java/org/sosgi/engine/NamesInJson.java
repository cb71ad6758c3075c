package org.sosgi.engine;

import java.util.function.UnaryOperator;

/**
 * The sessions as a proxy of Sense tells them, JSON of the shape {@code
 * [{"UserDirectory":…,"UserId":…,"Attributes":[{…}],"SessionId":…}, …]}, with something else in the place of every text and number but
 * session ids: attributes are what a login tells of a person, whatever that is.
 */
final class NamesInJson {

    private final String json;
    private final UnaryOperator<String> instead;
    private final StringBuilder out;
    private int at;

    /** The member whose value comes next. */
    private String member = "";

    /** Whether the directory told last, in the object at hand, is one of technical accounts. */
    private boolean technical;

    private NamesInJson(String json, UnaryOperator<String> instead) {
        this.json = json;
        this.instead = instead;
        this.out = new StringBuilder(json.length() + 64);
    }

    /** Returns null if this is no JSON. Text that has been through this before stays as it is. */
    static String replaced(String json, UnaryOperator<String> instead) {
        var walk = new NamesInJson(json, instead);
        return walk.walk() ? walk.out.toString() : null;
    }

    private boolean walk() {
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                int end = endOfText();
                if (end < 0) {
                    return false;
                }
                text(end);
            } else if (c == '-' || c >= '0' && c <= '9') {
                number();
            } else if ("{}[]:, \t\r\n".indexOf(c) >= 0) {
                if (c == '{') {
                    technical = false;
                }
                out.append(c);
                at++;
            } else if (!word("true") && !word("false") && !word("null")) {
                return false;
            }
        }
        return true;
    }

    private boolean word(String word) {
        if (!json.startsWith(word, at)) {
            return false;
        }
        out.append(word);
        at += word.length();
        return true;
    }

    /** Returns the place of the closing quotation mark; -1 if there is none. */
    private int endOfText() {
        for (int i = at + 1; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }

    private void text(int end) {
        int next = end + 1;
        while (next < json.length() && " \t\r\n".indexOf(json.charAt(next)) >= 0) {
            next++;
        }
        if (next < json.length() && json.charAt(next) == ':') {
            member = json.substring(at + 1, end);
            out.append(json, at, end + 1);
        } else {
            value(unescaped(at + 1, end), json.substring(at, end + 1));
        }
        at = end + 1;
    }

    private void number() {
        int end = at + 1;
        while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
            end++;
        }
        String number = json.substring(at, end);
        value(number, number);
        at = end;
    }

    private void value(String value, String written) {
        boolean stays = member.equals("SessionId") || member.equals("UserId") && technical;
        if (member.equals("UserDirectory")) {
            technical = Pseudonym.isTechnical(value);
        }
        String replaced = stays ? value : instead.apply(value);
        if (replaced.equals(value)) {
            out.append(written);
        } else {
            // Of letters, digits and a hyphen: nothing to escape.
            out.append('"').append(replaced).append('"');
        }
    }

    private String unescaped(int from, int to) {
        var text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = json.charAt(++i);
            int plain = "bfnrt".indexOf(escape);
            if (plain >= 0) {
                text.append("\b\f\n\r\t".charAt(plain));
            } else if (escape == 'u' && i + 4 < to) {
                text.append((char) hex(i + 1));
                i += 4;
            } else {
                text.append(escape);
            }
        }
        return text.toString();
    }

    private int hex(int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value << 4 | Math.max(0, Character.digit(json.charAt(i), 16));
        }
        return value;
    }
}
