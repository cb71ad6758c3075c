package org.sosgi.qlik.logevents;

/** Tells whether bytes look like what Sense writes. Only digits are checked, no calendar. */
final class Shapes {

    static final int UUID_LENGTH = 36;

    /** 2026-09-14T10:24:51.123+0200 */
    private static final byte[][] ISO_EXTENDED = form("dddd-dd-ddTdd:dd:dd.ddd±dddd");

    /** 20260914T102451.123+0200 */
    private static final byte[][] ISO_COMPACT = form("ddddddddTdddddd.ddd±dddd");

    /** 2026-09-14 10:24:51,123 */
    private static final byte[][] LOCAL = form("dddd-dd-dd dd:dd:dd,ddd");

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

    /**
     * The shipped appenders send the compact and the local form, other ones the extended form; the length tells
     * which. The comma is ruled out extra because its byte lies between those of the two signs.
     */
    static boolean isTimestamp(byte[] bytes, int start, int end) {
        return switch (end - start) {
            case 28 -> fits(ISO_EXTENDED, bytes, start) && bytes[start + 23] != ',';
            case 24 -> fits(ISO_COMPACT, bytes, start) && bytes[start + 19] != ',';
            case 23 -> fits(LOCAL, bytes, start);
            default -> false;
        };
    }

    private static boolean fits(byte[][] form, byte[] bytes, int start) {
        byte[] least = form[0];
        byte[] most = form[1];
        for (int i = 0; i < least.length; i++) {
            byte b = bytes[start + i];
            if (b < least[i] || b > most[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the least and the most byte of each place; {@code d} is any digit and {@code ±} either sign. */
    private static byte[][] form(String pattern) {
        byte[][] form = new byte[2][pattern.length()];
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            form[0][i] = (byte) (c == 'd' ? '0' : c == '±' ? '+' : c);
            form[1][i] = (byte) (c == 'd' ? '9' : c == '±' ? '-' : c);
        }
        return form;
    }
}
