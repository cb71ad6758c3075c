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

    static UserAgent of(String text) {
        var scan = new Scan(text);
        Rule browser = scan.first(Browsers.RULES);
        Rule system = scan.first(Systems.RULES);
        return new UserAgent(
                browser == null ? scan.productName() : browser.name(),
                browser == null ? scan.productVersion() : scan.version(browser),
                system == null ? "" : system.name(),
                system == null ? "" : Systems.version(system, scan));
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
