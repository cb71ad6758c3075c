package org.sosgi.setup.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a test found.
 *
 * @param what was looked at, in few words
 * @param detail how it is; without secrets
 * @param next what a person should do now; empty if all is well
 */
public record Finding(Level level, String what, String detail, String next) {

    /** How it is; the later the worse. */
    public enum Level {
        OK,
        WARN,
        FAIL
    }

    private static final int LONGEST = 600;

    /** Texts may come from servers: they must not steer a terminal. */
    public Finding {
        what = clean(what);
        detail = clean(detail);
        next = clean(next);
    }

    public static Finding ok(String what, String detail) {
        return new Finding(Level.OK, what, detail, "");
    }

    public static Finding warn(String what, String detail, String next) {
        return new Finding(Level.WARN, what, detail, next);
    }

    public static Finding fail(String what, String detail, String next) {
        return new Finding(Level.FAIL, what, detail, next);
    }

    public static boolean failed(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.level == Level.FAIL);
    }

    /** Returns one line, and a second one with the next step if there is any. */
    public String text() {
        return "%-4s  %s  %s".formatted(level, what, detail).stripTrailing()
                + (next.isEmpty() ? "" : "\n      -> " + next);
    }

    public Map<String, Object> json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("level", level.name());
        members.put("what", what);
        members.put("detail", detail);
        members.put("next", next);
        return members;
    }

    private static String clean(String text) {
        var clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
