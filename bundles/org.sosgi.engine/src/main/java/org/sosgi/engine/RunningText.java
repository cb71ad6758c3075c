package org.sosgi.engine;

/** Puts something else in the place of names in running text. Holds the names of one event at a time; for one thread. */
final class RunningText {

    private Needle[] needles = new Needle[32];
    private int count;
    /** A bit for each letter a name begins with, and for few others. */
    private long firstLetters;

    void clear() {
        count = 0;
        firstLetters = 0;
    }

    void lookFor(Needle... more) {
        for (Needle needle : more) {
            if (isNew(needle)) {
                if (count == needles.length) {
                    needles = java.util.Arrays.copyOf(needles, count * 2);
                }
                needles[count++] = needle;
                firstLetters |= 1L << needle.first(); // Of its six lower bits, as Java shifts.
            }
        }
    }

    private boolean isNew(Needle needle) {
        for (int i = 0; i < count; i++) {
            if (needles[i] == needle || needles[i].name().equals(needle.name())) {
                return false;
            }
        }
        return true;
    }

    boolean looksForNothing() {
        return count == 0;
    }

    /** Returns the same object if none of the names stands in it. */
    String replaced(String text) {
        StringBuilder out = null;
        int copied = 0;
        for (int at = 0; at < text.length(); at++) {
            char first = Needle.fold(text.charAt(at));
            if ((firstLetters & 1L << first) == 0 || !Needle.wordBegins(text, at)) {
                continue;
            }
            Needle found = longestAt(text, at, first);
            if (found != null) {
                out = out == null ? new StringBuilder(text.length() + 32) : out;
                out.append(text, copied, at).append(found.instead());
                copied = at + found.name().length();
                at = copied - 1;
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private Needle longestAt(String text, int at, char first) {
        Needle longest = null;
        for (int i = 0; i < count; i++) {
            Needle needle = needles[i];
            if (needle.first() == first
                    && (longest == null
                            || needle.name().length() > longest.name().length())
                    && needle.standsIn(text, at)) {
                longest = needle;
            }
        }
        return longest;
    }
}
