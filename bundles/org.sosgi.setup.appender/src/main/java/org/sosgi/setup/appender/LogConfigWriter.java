package org.sosgi.setup.appender;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a {@code LocalLogConfig.xml}. Repository, proxy and scheduler check it against a schema of Qlik's: within an appender filters
 * come first, then parameters, then the layout; all settings are {@code param} elements; an appender's name does not begin with {@code
 * $}.
 */
final class LogConfigWriter {

    private static final String QLIK = "Qlik.Sense.Logging.log4net.Layout.Pattern.";

    /** What log4net does not know by itself. */
    private static final Map<String, String> CONVERTERS = Map.of(
            "rownum", QLIK + "CounterPatternConverter",
            "hostname", QLIK + "HostNamePatternConverter",
            "longIso8601date", QLIK + "Iso8601TimeOffsetPatternConverter",
            "user", QLIK + "ServiceUserNameCachedPatternConverter",
            "encodedmessage", QLIK + "EncodedMessagePatternConverter",
            "encodedexception", QLIK + "EncodedExceptionPatternConverter");

    private static final Pattern WORD = Pattern.compile("%([A-Za-z0-9]+)");

    private final Destination destination;
    private final Xml xml = new Xml();

    LogConfigWriter(Destination destination) {
        this.destination = destination;
    }

    String write(List<Appender> appenders) {
        xml.comment("Made by \"sosgi appenders\". Sends events as UDP datagrams to " + destination.host() + ".");
        xml.open("configuration");
        appenders.forEach(this::appender);
        // A logger is named once, with all its appenders.
        Map<String, List<String>> loggers = new LinkedHashMap<>();
        for (Appender appender : appenders) {
            for (String logger : appender.loggers()) {
                loggers.computeIfAbsent(logger, name -> new ArrayList<>()).add(appender.name());
            }
        }
        loggers.forEach((logger, names) -> {
            xml.open("logger", "name", logger);
            names.forEach(name -> xml.empty("appender-ref", "ref", name));
            xml.close("logger");
        });
        xml.close("configuration");
        return xml.text();
    }

    private void appender(Appender appender) {
        xml.open("appender", "name", appender.name(), "type", "log4net.Appender.UdpAppender");
        for (String match : appender.matches()) {
            xml.open("filter", "type", "log4net.Filter.StringMatchFilter");
            param("stringToMatch", match);
            xml.close("filter");
        }
        if (!appender.matches().isEmpty()) {
            xml.empty("filter", "type", "log4net.Filter.DenyAllFilter");
        }
        if (!appender.threshold().isEmpty()) {
            param("threshold", appender.threshold());
        }
        param("remoteAddress", destination.host());
        param(
                "remotePort",
                String.valueOf(appender.port() == Appender.Port.USER ? destination.userPort() : destination.logPort()));
        param("encoding", "utf-8");
        layout(appender.pattern());
        xml.close("appender");
    }

    private void layout(String pattern) {
        xml.open("layout", "type", "log4net.Layout.PatternLayout");
        Matcher words = WORD.matcher(pattern);
        while (words.find()) {
            String type = CONVERTERS.get(words.group(1));
            if (type != null) {
                xml.open("converter");
                param("name", words.group(1));
                param("type", type);
                xml.close("converter");
            }
        }
        param("conversionpattern", pattern);
        xml.close("layout");
    }

    private void param(String name, String value) {
        xml.empty("param", "name", name, "value", value);
    }
}
