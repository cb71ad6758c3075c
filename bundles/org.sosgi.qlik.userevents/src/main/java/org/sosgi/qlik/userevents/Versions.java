package org.sosgi.qlik.userevents;

import org.sosgi.qlik.userevents.Rule.Form;
import org.sosgi.qlik.userevents.Rule.Gap;

/** Where a version begins and ends; the forms and gaps are told in {@link Rule}. All return -1 if there is none. */
final class Versions {

    private static final String LIKE_MAC = " like mac os x";

    private Versions() {}

    static int afterGap(Scan scan, int at, Gap gap) {
        return switch (gap) {
            case NONE, NONE_AFTER_WORD_START -> at;
            case SLASH -> scan.is(at, '/') ? at + 1 : -1;
            case BLANK -> scan.isBlank(at) ? at + 1 : -1;
            case BLANK_OR_SLASH -> scan.is(at, '/') || scan.isBlank(at) ? at + 1 : -1;
            case BLANK_SLASH_OR_DASH -> scan.is(at, '/') || scan.is(at, '-') || scan.isBlank(at) ? at + 1 : -1;
            case MAYBE_BLANK -> scan.isBlank(at) ? at + 1 : at;
            case BLANKS -> afterBlanks(scan, at);
            case SUFFIX -> afterSuffix(scan, at);
            case DIGITS_SLASH -> {
                int end = digits(scan, at);
                yield end > at && scan.is(end, '/') ? end + 1 : -1;
            }
        };
    }

    private static int afterBlanks(Scan scan, int at) {
        int end = at;
        while (scan.isBlank(end)) {
            end++;
        }
        return end == at ? -1 : end;
    }

    private static int afterSuffix(Scan scan, int at) {
        int end = at;
        if (scan.is(at, '-')) {
            end++;
            while (scan.is(end, '-') || scan.isWordCharacter(end)) {
                end++;
            }
        }
        return end == at + 1 ? -1 : afterGap(scan, end, Gap.BLANK_OR_SLASH);
    }

    static int end(Scan scan, int start, Form form) {
        return switch (form) {
            case LOOSE -> loose(scan, start);
            case DOTTED -> numbers(scan, start, 2, Integer.MAX_VALUE);
            case NUMBERS -> numbers(scan, start, 1, Integer.MAX_VALUE);
            case WHOLE -> numbers(scan, start, 1, 1);
            case PAIR -> numbers(scan, start, 2, 2);
            case UP_TO_PAIR -> numbers(scan, start, 1, 2);
            case UNDERSCORED -> underscored(scan, start);
            case UNDERSCORED_LIKE_MAC -> {
                int end = underscored(scan, start);
                yield end > start && scan.matches(LIKE_MAC, end) ? end : -1;
            }
            case DIGITS_AND_DOTS -> {
                int end = digitsAndDots(scan, start);
                yield scan.isDigit(start) && end - start > 1 ? end : -1;
            }
            case TO_END -> {
                int end = digitsAndDots(scan, start);
                yield end > start && end == scan.length() ? end : -1;
            }
            case BEFORE_X -> {
                int end = digitsAndDots(scan, start);
                yield end > start && scan.is(end, 'x') ? end : -1;
            }
            case WINDOWS -> windows(scan, start);
            case WORD -> word(scan, start);
        };
    }

    private static int digits(Scan scan, int start) {
        int at = start;
        while (scan.isDigit(at)) {
            at++;
        }
        return at;
    }

    private static int digitsAndDots(Scan scan, int start) {
        int at = start;
        while (scan.isDigit(at) || scan.is(at, '.')) {
            at++;
        }
        return at;
    }

    private static int loose(Scan scan, int start) {
        int end = digits(scan, start);
        boolean several = end - start > 1;
        while (end > start) {
            int next = end;
            next += scan.is(next, '.') ? 1 : 0;
            next += scan.is(next, '_') ? 1 : 0;
            if (next == end || !scan.isDigit(next)) {
                break;
            }
            end = digits(scan, next);
            several = true;
        }
        return several ? end : -1;
    }

    private static int numbers(Scan scan, int start, int least, int most) {
        int end = digits(scan, start);
        int count = end > start ? 1 : 0;
        while (count > 0 && count < most && scan.is(end, '.') && scan.isDigit(end + 1)) {
            end = digits(scan, end + 1);
            count++;
        }
        return count >= least ? end : -1;
    }

    private static int underscored(Scan scan, int start) {
        int end = digits(scan, start);
        while (end > start && (scan.is(end, '_') || scan.isBlank(end)) && scan.isDigit(end + 1)) {
            end = digits(scan, end + 1);
        }
        return end > start ? end : -1;
    }

    private static int windows(Scan scan, int start) {
        if (!scan.matches("nt", start) && !scan.matches("xp", start)) {
            return -1;
        }
        int end = start + 2;
        if (!scan.is(end, ' ') || !scan.isDigit(end + 1)) {
            return end;
        }
        // One digit or two, any character, one digit: NT 6.1, NT 10.0.
        if (scan.isDigit(end + 2) && scan.isDigit(end + 4)) {
            return end + 5;
        }
        return scan.isDigit(end + 3) ? end + 4 : end;
    }

    private static int word(Scan scan, int start) {
        int at = start;
        while (at < scan.length() && !scan.isBlank(at)) {
            at++;
        }
        return at > start ? at : -1;
    }
}
