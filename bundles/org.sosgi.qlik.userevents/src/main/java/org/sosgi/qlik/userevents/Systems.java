package org.sosgi.qlik.userevents;

import static org.sosgi.qlik.userevents.Rule.after;
import static org.sosgi.qlik.userevents.Rule.any;

import java.util.List;
import org.sosgi.qlik.userevents.Rule.Form;
import org.sosgi.qlik.userevents.Rule.Gap;

/** The operating systems, in the order in which they are looked for: the first that fits counts. */
final class Systems {

    static final List<Rule> RULES = List.of(
            Rule.of("Roku", scan -> scan.hasExactly("Roku/DVP"), after(Gap.NONE, Form.PAIR, "roku/dvp-")),
            Rule.of(
                    "Windows Phone",
                    any("windows phone"),
                    after(Gap.MAYBE_BLANK, Form.NUMBERS, "windows phone os", "windows phone ")),
            Rule.of("Windows", any("windows "), after(Gap.NONE, Form.WINDOWS, "windows ")),
            Rule.of("iOS", Systems::isFirefoxOnIpad, after(Gap.NONE, Form.DIGITS_AND_DOTS, "version/")),
            Rule.of("macOS", any("macintosh"), after(Gap.NONE, Form.LOOSE, "mac os x ")),
            Rule.of("iOS", any("ipod", "iphone", "ipad"), after(Gap.NONE, Form.UNDERSCORED_LIKE_MAC, "os ")),
            Rule.of("HarmonyOS", any("openharmony"), after(Gap.BLANKS, Form.NUMBERS, "openharmony")),
            Rule.of("Android", Systems::isAndroid, after(Gap.BLANK_SLASH_OR_DASH, Form.NUMBERS, "android")),
            Rule.of(
                    "WebOS",
                    any("webos", "web0s", "hpwos", "hpw0s"),
                    after(Gap.SLASH, Form.NUMBERS, "webos", "web0s", "hpwos", "hpw0s")),
            Rule.of(
                    "BlackBerry",
                    Systems::isBlackBerry,
                    after(Gap.BLANK, Form.NUMBERS, "rim tablet os"),
                    after(Gap.DIGITS_SLASH, Form.UNDERSCORED, "blackberry"),
                    after(Gap.NONE_AFTER_WORD_START, Form.WHOLE, "bb")),
            Rule.of("Bada", any("bada"), after(Gap.SLASH, Form.NUMBERS, "bada")),
            Rule.of("Tizen", any("tizen"), after(Gap.BLANK_OR_SLASH, Form.NUMBERS, "tizen")),
            Rule.of("Linux", any("linux")),
            Rule.of("Chrome OS", scan -> scan.hasExactly("CrOS")),
            Rule.of(
                    "PlayStation 4",
                    scan -> scan.hasExactly("PlayStation 4"),
                    after(Gap.BLANK_OR_SLASH, Form.NUMBERS, "playstation 4")));

    private Systems() {}

    /** Apple's devices say {@code 10_15_7} where they mean {@code 10.15.7}. */
    static String version(Rule system, Scan scan) {
        String version = scan.version(system);
        return system.name().equals("iOS") || system.name().equals("macOS")
                ? version.replace('_', '.').replace(' ', '.')
                : version;
    }

    static boolean isAndroid(Scan scan) {
        return scan.has("android") && !scan.has("like android");
    }

    static boolean isBlackBerry(Scan scan) {
        return scan.has("blackberry") || scan.has("rim tablet") || scan.hasNumbered("bb");
    }

    /** It calls itself a Macintosh, but only Firefox for iOS says FxiOS. */
    private static boolean isFirefoxOnIpad(Scan scan) {
        int mac = scan.findExactly("Macintosh", 0);
        int fox = mac < 0 ? -1 : scan.findExactly(" FxiOS", mac);
        return fox >= 0 && scan.findExactly("/", fox) >= 0;
    }
}
