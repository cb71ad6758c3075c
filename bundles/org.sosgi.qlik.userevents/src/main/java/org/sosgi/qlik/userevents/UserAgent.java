package org.sosgi.qlik.userevents;

/**
 * What a user agent stands for. A text is empty if the user agent does not tell.
 *
 * @param browser for example {@code Microsoft Edge}
 * @param version for example {@code 126.0.2592.87}
 * @param system for example {@code Windows}
 * @param systemVersion for example {@code NT 10.0}
 */
record UserAgent(String browser, String version, String system, String systemVersion) {

    static final UserAgent UNKNOWN = new UserAgent("", "", "", "");

    /** For texts of some thousand characters: a few rules need a time that grows with the square of the length. */
    static UserAgent of(String text) {
        Rules.Found browser = Rules.BROWSERS.find(text);
        Rules.Found system = Rules.SYSTEMS.find(text);
        return new UserAgent(browser.name(), browser.version(), system.name(), systemVersion(system));
    }

    /** Apple's devices say {@code 10_15_7} where they mean {@code 10.15.7}. */
    private static String systemVersion(Rules.Found system) {
        return system.name().equals("iOS") || system.name().equals("macOS")
                ? system.version().replace('_', '.').replace(' ', '.')
                : system.version();
    }

    /** Returns the digits the version begins with. */
    String major() {
        int end = 0;
        while (end < version.length() && version.charAt(end) >= '0' && version.charAt(end) <= '9') {
            end++;
        }
        return version.substring(0, end);
    }
}
