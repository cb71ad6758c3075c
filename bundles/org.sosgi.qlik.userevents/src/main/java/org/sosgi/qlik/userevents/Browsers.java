package org.sosgi.qlik.userevents;

import static org.sosgi.qlik.userevents.Rule.Form.DOTTED;
import static org.sosgi.qlik.userevents.Rule.Form.LOOSE;
import static org.sosgi.qlik.userevents.Rule.Form.NUMBERS;
import static org.sosgi.qlik.userevents.Rule.Form.PAIR;
import static org.sosgi.qlik.userevents.Rule.Form.TO_END;
import static org.sosgi.qlik.userevents.Rule.Form.UP_TO_PAIR;
import static org.sosgi.qlik.userevents.Rule.Form.WORD;
import static org.sosgi.qlik.userevents.Rule.Gap.BLANK_OR_SLASH;
import static org.sosgi.qlik.userevents.Rule.Gap.DIGITS_SLASH;
import static org.sosgi.qlik.userevents.Rule.Gap.NONE;
import static org.sosgi.qlik.userevents.Rule.Gap.SLASH;
import static org.sosgi.qlik.userevents.Rule.Gap.SUFFIX;
import static org.sosgi.qlik.userevents.Rule.after;
import static org.sosgi.qlik.userevents.Rule.any;

import java.util.List;
import java.util.stream.Stream;
import org.sosgi.qlik.userevents.Rule.Place;

/**
 * The browsers, in the order in which they are looked for: the first that fits counts. Most user agents name several,
 * the more special must come before what it pretends to be. Names, order and version rules give what the library
 * Bowser 2.15 gives; the 2.14 of the original does not know HeyTap, Vivo and Ladybird by name.
 */
final class Browsers {

    /** Where many browsers put their version: {@code Version/17.5}. */
    private static final Place COMMON = after(SLASH, LOOSE, "version");

    /** Only at the very end of the text does it say that this is DuckDuckGo. */
    private static final Place DDG = after(NONE, TO_END, " ddg/");

    private static final List<Rule> BOTS = List.of(
            bot("GPTBot", "gptbot"),
            bot("ChatGPT-User", "chatgpt-user"),
            bot("OAI-SearchBot", "oai-searchbot"),
            bot("ClaudeBot", "claudebot", "claude-web", "claude-user", "claude-searchbot"),
            bot("Omgilibot", "omgilibot", "webzio-extended"),
            bot("Diffbot", "diffbot"),
            bot("PerplexityBot", "perplexitybot"),
            bot("Perplexity-User", "perplexity-user"),
            bot("YouBot", "youbot"),
            bot("Meta-WebIndexer", "meta-webindexer"),
            bot("Meta-ExternalAds", "meta-externalads"),
            bot("Meta-ExternalAgent", "meta-externalagent"),
            bot("Meta-ExternalFetcher", "meta-externalfetcher"),
            Rule.of("Googlebot", any("googlebot"), after(SLASH, PAIR, "googlebot"), COMMON),
            Rule.of("Linespider", any("linespider"), after(SUFFIX, DOTTED, "linespider"), COMMON),
            bot("AmazonBot", "amazonbot"),
            bot("BingCrawler", "bingbot"),
            bot("BaiduSpider", "baiduspider"),
            bot("DuckDuckBot", "duckduckbot"),
            bot("InternetArchiveCrawler", "ia_archiver"),
            Rule.of("FacebookExternalHit", any("facebookexternalhit", "facebookcatalog")),
            Rule.of(
                    "SlackBot",
                    any("slackbot", "slack-imgproxy"),
                    after(SUFFIX, DOTTED, "slackbot", "slack-imgproxy"),
                    COMMON),
            Rule.of("YahooSlurp", Browsers::isYahooSlurp),
            Rule.of("YandexBot", any("yandexbot", "yandexmobilebot")),
            Rule.of("PingdomBot", any("pingdom")));

    private static final List<Rule> OTHERS = List.of(
            Rule.of("Opera", any("opera"), COMMON, after(BLANK_OR_SLASH, LOOSE, "opera")),
            Rule.of("Opera", any("opr/", "opios"), after(BLANK_OR_SLASH, WORD, "opr", "opios"), COMMON),
            Rule.of(
                    "Samsung Internet for Android",
                    any("samsungbrowser"),
                    COMMON,
                    after(BLANK_OR_SLASH, LOOSE, "samsungbrowser")),
            Rule.of("NAVER Whale Browser", any("whale"), COMMON, after(BLANK_OR_SLASH, DOTTED, "whale")),
            Rule.of("Pale Moon", any("palemoon"), COMMON, after(BLANK_OR_SLASH, DOTTED, "palemoon")),
            Rule.of("HeyTap Browser", any("heytapbrowser"), after(BLANK_OR_SLASH, NUMBERS, "heytapbrowser"), COMMON),
            Rule.of("Vivo Browser", any("vivobrowser"), after(BLANK_OR_SLASH, NUMBERS, "vivobrowser"), COMMON),
            Rule.of("MZ Browser", any("mzbrowser"), after(BLANK_OR_SLASH, DOTTED, "mzbrowser"), COMMON),
            Rule.of("Focus", any("focus"), after(BLANK_OR_SLASH, DOTTED, "focus"), COMMON),
            Rule.of("Swing", any("swing"), after(BLANK_OR_SLASH, DOTTED, "swing"), COMMON),
            Rule.of("Opera Coast", any("coast"), COMMON, after(BLANK_OR_SLASH, LOOSE, "coast")),
            Rule.of("Opera Touch", Browsers::isOperaTouch, after(BLANK_OR_SLASH, LOOSE, "opt"), COMMON),
            Rule.of("Yandex Browser", any("yabrowser"), after(BLANK_OR_SLASH, LOOSE, "yabrowser"), COMMON),
            commonFirst("UC Browser", "ucbrowser"),
            commonFirst("Maxthon", "maxthon", "mxios"),
            commonFirst("Epiphany", "epiphany"),
            commonFirst("Puffin", "puffin"),
            commonFirst("Sleipnir", "sleipnir"),
            commonFirst("K-Meleon", "k-meleon"),
            Rule.of("WeChat", any("micromessenger"), after(BLANK_OR_SLASH, LOOSE, "micromessenger"), COMMON),
            Rule.of("QQ Browser Lite", any("qqbrowserlite"), after(SLASH, LOOSE, "qqbrowserlite", "qqbrowser"), COMMON),
            Rule.of("QQ Browser", any("qqbrowser"), after(SLASH, LOOSE, "qqbrowser"), COMMON),
            Rule.of("Internet Explorer", any("msie", "trident"), after(NONE, LOOSE, "msie ", "rv:")),
            Rule.of("Microsoft Edge", any(" edg/"), after(NONE, LOOSE, " edg/")),
            Rule.of("Microsoft Edge", any("edge/", "edga/", "edgios/"), after(SLASH, LOOSE, "edge", "edga", "edgios")),
            Rule.of("Vivaldi", any("vivaldi"), after(SLASH, LOOSE, "vivaldi")),
            Rule.of("SeaMonkey", any("seamonkey"), after(SLASH, LOOSE, "seamonkey")),
            Rule.of("Sailfish", any("sailfish"), after(NONE, UP_TO_PAIR, "sailfishbrowser/", "sailfish browser/")),
            Rule.of("Amazon Silk", any("silk"), after(SLASH, LOOSE, "silk")),
            Rule.of("PhantomJS", any("phantom"), after(SLASH, LOOSE, "phantomjs")),
            Rule.of("SlimerJS", any("slimerjs"), after(SLASH, LOOSE, "slimerjs")),
            Rule.of("BlackBerry", Systems::isBlackBerry, COMMON, after(DIGITS_SLASH, LOOSE, "blackberry")),
            Rule.of(
                    "WebOS Browser",
                    any("webos", "web0s", "hpwos", "hpw0s"),
                    COMMON,
                    after(SLASH, LOOSE, "wosbrowser", "w0sbrowser", "webosbrowser", "web0sbrowser")),
            Rule.of("Bada", any("bada"), after(SLASH, LOOSE, "dolfin")),
            Rule.of("Tizen", any("tizen"), after(SLASH, LOOSE, "browser"), COMMON),
            Rule.of("QupZilla", any("qupzilla"), after(BLANK_OR_SLASH, LOOSE, "qupzilla"), COMMON),
            Rule.of("LibreWolf", any("librewolf"), after(BLANK_OR_SLASH, LOOSE, "librewolf")),
            Rule.of(
                    "Firefox",
                    any("firefox", "iceweasel", "fxios"),
                    after(BLANK_OR_SLASH, LOOSE, "firefox", "iceweasel", "fxios")),
            Rule.of("Electron", any("electron"), after(SLASH, LOOSE, "electron")),
            Rule.of(
                    "Sogou Browser",
                    any("sogoumobilebrowser", "metasr", "se 2.x"),
                    after(BLANK_OR_SLASH, LOOSE, "sogoumobilebrowser"),
                    after(SLASH, LOOSE, "chrome", "crios", "crmo"),
                    after(NONE, Rule.Form.BEFORE_X, "se ")),
            Rule.of("Miui", any("miuibrowser"), after(BLANK_OR_SLASH, LOOSE, "miuibrowser")),
            Rule.of("DuckDuckGo", scan -> !scan.at(DDG).isEmpty(), DDG),
            Rule.of("Chromium", any("chromium"), after(BLANK_OR_SLASH, LOOSE, "chromium"), COMMON),
            Rule.of("Ladybird", any("ladybird"), after(SLASH, LOOSE, "ladybird")),
            Rule.of("Chrome", any("chrome", "crios", "crmo"), after(SLASH, LOOSE, "chrome", "crios", "crmo")),
            Rule.of("Google Search", any("gsa"), after(SLASH, LOOSE, "gsa")),
            Rule.of("Android Browser", Systems::isAndroid, COMMON),
            Rule.of("PlayStation 4", any("playstation 4"), COMMON),
            Rule.of("Safari", any("safari", "applewebkit"), COMMON));

    static final List<Rule> RULES =
            Stream.concat(BOTS.stream(), OTHERS.stream()).toList();

    private Browsers() {}

    private static Rule bot(String name, String... words) {
        return Rule.of(name, any(words), after(SLASH, DOTTED, words), COMMON);
    }

    private static Rule commonFirst(String name, String... words) {
        return Rule.of(name, any(words), COMMON, after(BLANK_OR_SLASH, LOOSE, words));
    }

    /** {@code Yahoo! Slurp}, with or without what stands between. */
    private static boolean isYahooSlurp(Scan scan) {
        for (int at = scan.find("yahoo", 0); at >= 0; at = scan.find("yahoo", at + 1)) {
            int next = at + "yahoo".length();
            next += scan.is(next, '!') ? 1 : 0;
            while (scan.isBlank(next) || scan.is(next, '/')) {
                next++;
            }
            if (scan.matches("slurp", next)) {
                return true;
            }
        }
        return false;
    }

    /** {@code OPT/} and at least two digits, perhaps with one other character between. */
    private static boolean isOperaTouch(Scan scan) {
        for (int at = scan.find("opt/", 0); at >= 0; at = scan.find("opt/", at + 1)) {
            int first = at + "opt/".length();
            if (scan.isDigit(first) && (scan.isDigit(first + 1) || scan.isDigit(first + 2))) {
                return true;
            }
        }
        return false;
    }
}
