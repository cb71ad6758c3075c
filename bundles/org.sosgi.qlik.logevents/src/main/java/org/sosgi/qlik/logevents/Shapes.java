package org.sosgi.qlik.logevents;

/** Tells whether bytes look like what Sense writes. Only digits are checked, no calendar. */
final class Shapes {

    static final int UUID_LENGTH = 36;

    /** 2026-09-14T10:24:51.123+0200 */
    private static final String ISO_EXTENDED = "dddd-dd-ddTdd:dd:dd.ddd±dddd";

    /** 20260914T102451.123+0200 */
    private static final String ISO_COMPACT = "ddddddddTdddddd.ddd±dddd";

    /** 2026-09-14 10:24:51,123 */
    private static final String LOCAL = "dddd-dd-dd dd:dd:dd,ddd";

    private static final boolean[] HEX = new boolean[256];

    static {
        for (char c : "0123456789abcdefABCDEF".toCharArray()) {
            HEX[c] = true;
        }
    }

    private Shapes() {}

    /** Returns whether it is 8-4-4-4-12 hexadecimal digits, in either case, of any version and variant. */
    static boolean isUuid(byte[] bytes, int start, int end) {
        if (end - start != UUID_LENGTH
                || bytes[start + 8] != '-'
                || bytes[start + 13] != '-'
                || bytes[start + 18] != '-'
                || bytes[start + 23] != '-') {
            return false;
        }
        return isHex(bytes, start, start + 8)
                && isHex(bytes, start + 9, start + 13)
                && isHex(bytes, start + 14, start + 18)
                && isHex(bytes, start + 19, start + 23)
                && isHex(bytes, start + 24, end);
    }

    private static boolean isHex(byte[] bytes, int start, int end) {
        boolean hex = true;
        for (int i = start; i < end; i++) {
            hex &= HEX[bytes[i] & 0xFF];
        }
        return hex;
    }

    static boolean isDigits(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return end > start;
    }

    /** The appenders send the compact form and the local one, newer ones the extended form; the length tells which. */
    static boolean isTimestamp(byte[] bytes, int start, int end) {
        return switch (end - start) {
            case 28 -> fits(ISO_EXTENDED, bytes, start);
            case 24 -> fits(ISO_COMPACT, bytes, start);
            case 23 -> fits(LOCAL, bytes, start);
            default -> false;
        };
    }

    private static boolean fits(String form, byte[] bytes, int start) {
        for (int i = 0; i < form.length(); i++) {
            char wanted = form.charAt(i);
            byte b = bytes[start + i];
            boolean fits =
                    switch (wanted) {
                        case 'd' -> b >= '0' && b <= '9';
                        case '±' -> b == '+' || b == '-';
                        default -> b == wanted;
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
