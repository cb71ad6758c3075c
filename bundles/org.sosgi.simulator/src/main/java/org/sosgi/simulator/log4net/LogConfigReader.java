package org.sosgi.simulator.log4net;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a {@code LocalLogConfig.xml}. What it does not know it refuses, for a simulation that guesses proves nothing. */
final class LogConfigReader {

    private static final String UDP = "log4net.Appender.UdpAppender";
    private static final String LAYOUT = "log4net.Layout.PatternLayout";

    private final Origin origin;

    LogConfigReader(Origin origin) {
        this.origin = origin;
    }

    LogConfig read(String xml) {
        Element root = parse(xml);
        expect(root.getTagName().equals("configuration"), "the root is " + root.getTagName());
        Map<String, UdpAppender> appenders = new HashMap<>();
        Map<String, List<UdpAppender>> loggers = new HashMap<>();
        for (Element element : children(root)) {
            switch (element.getTagName()) {
                case "appender" -> appenders.put(element.getAttribute("name"), appender(element));
                case "logger" -> loggers.put(element.getAttribute("name"), references(element, appenders));
                default -> throw new IllegalArgumentException("unknown element " + element.getTagName());
            }
        }
        return new LogConfig(loggers);
    }

    private static List<UdpAppender> references(Element logger, Map<String, UdpAppender> appenders) {
        List<UdpAppender> referred = new ArrayList<>();
        for (Element reference : children(logger)) {
            UdpAppender appender = appenders.get(reference.getAttribute("ref"));
            expect(
                    reference.getTagName().equals("appender-ref") && appender != null,
                    "logger " + logger.getAttribute("name") + " refers to no appender above it");
            referred.add(appender);
        }
        return referred;
    }

    private UdpAppender appender(Element element) {
        expect(element.getAttribute("type").equals(UDP), "the appender's type is " + element.getAttribute("type"));
        Map<String, String> params = params(element);
        expect("utf-8".equalsIgnoreCase(params.get("encoding")), "the encoding must be utf-8");
        List<Filter> filters = new ArrayList<>();
        PatternLayout layout = null;
        for (Element child : children(element)) {
            switch (child.getTagName()) {
                case "filter" -> filters.add(filter(child));
                case "layout" -> layout = layout(child);
                case "param" -> {
                    // Read above.
                }
                default -> throw new IllegalArgumentException("unknown element " + child.getTagName());
            }
        }
        expect(layout != null, "the appender has no layout");
        return new UdpAppender(
                required(params, "remoteAddress"),
                Integer.parseInt(required(params, "remotePort")),
                params.containsKey("threshold") ? Level.of(params.get("threshold")) : Level.DEBUG,
                filters,
                layout);
    }

    private static Filter filter(Element element) {
        Map<String, String> params = params(element);
        return switch (element.getAttribute("type")) {
            case "log4net.Filter.StringMatchFilter" ->
                new Filter.StringMatch(
                        required(params, "stringToMatch"),
                        !"false".equalsIgnoreCase(params.getOrDefault("acceptOnMatch", "true")));
            case "log4net.Filter.DenyAllFilter" -> new Filter.DenyAll();
            default -> throw new IllegalArgumentException("unknown filter " + element.getAttribute("type"));
        };
    }

    private PatternLayout layout(Element element) {
        expect(element.getAttribute("type").equals(LAYOUT), "the layout's type is " + element.getAttribute("type"));
        Map<String, String> converters = new HashMap<>();
        for (Element child : children(element)) {
            if (child.getTagName().equals("converter")) {
                Map<String, String> params = params(child);
                converters.put(required(params, "name"), required(params, "type"));
            }
        }
        return new PatternLayout(required(params(element), "conversionpattern"), converters, origin);
    }

    private static Map<String, String> params(Element element) {
        Map<String, String> params = new HashMap<>();
        for (Element child : children(element)) {
            if (child.getTagName().equals("param")) {
                params.put(child.getAttribute("name"), child.getAttribute("value"));
            }
        }
        return params;
    }

    private static String required(Map<String, String> params, String name) {
        expect(params.containsKey(name), "there is no param " + name);
        return params.get(name);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Element parse(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // The usual one prints.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException("the file is no XML: " + e.getMessage(), e);
        }
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
