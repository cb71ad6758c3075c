package org.sosgi.setup.appender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.sosgi.setup.appender.AppenderFiles.Service;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class AppenderFilesTest {

    private static final Destination AGENT = new Destination("agent.lab", 9996, 9997);
    private static final Set<Source> ALL = EnumSet.allOf(Source.class);

    private static final String PROXY_FIELDS = "%rownum{9999};%longIso8601date;%date;%level;%hostname;%logger;%user;"
            + "%encodedmessage;%encodedexception;%property{UserDirectory};%property{UserId};%property{Command};"
            + "%property{Result};%property{Origin};%property{Context}";
    private static final String USER_FIELDS = "%hostname;%property{Command};%property{UserDirectory};%property{UserId};"
            + "%property{Origin};%property{Context};%message";

    /** By hand, after the field tables of the events: what the decoders read. */
    private static final Map<String, String> PATTERNS = Map.of(
            "SosgiProxySession", "/qseow-proxy-session/;" + USER_FIELDS,
            "SosgiProxyConnection", "/qseow-proxy-connection/;" + USER_FIELDS,
            "SosgiProxy", "/qseow-proxy/;" + PROXY_FIELDS,
            "SosgiRepository", "/qseow-repository/;" + PROXY_FIELDS,
            "SosgiScheduler",
                    "/qseow-scheduler/;%rownum{9999};%longIso8601date;%date;%level;%hostname;%logger;%user;"
                            + "%encodedmessage;%encodedexception;%property{UserDirectory};%property{UserId};%property{User};"
                            + "%property{TaskName};%property{AppName};%property{TaskId};%property{AppId};%property{ExecutionId}",
            "SosgiEngine",
                    "/qseow-engine/;%rownum{9999};%longIso8601date;%date;%level;%hostname;%logger;%user;"
                            + "%encodedmessage;%property{ProxySessionId};%property{ActiveUserDirectory};%property{ActiveUserId};"
                            + "%property{EngineTimestamp};%property{ProcessId};%property{Exe Version};%property{Server Started};"
                            + "%property{Entry Type};%property{SessionId};%property{AppId}",
            "SosgiQixPerformance",
                    "/qseow-qix-perf/;%rownum{9999};%longIso8601date;%date;%level;%hostname;%logger;%user;"
                            + "%property{ProxySessionId};%property{ActiveUserDirectory};%property{ActiveUserId};"
                            + "%property{EngineTimestamp};%property{SessionId};%property{DocId};%property{RequestId};"
                            + "%property{Method};%property{ProcessTime};%property{WorkTime};%property{LockTime};"
                            + "%property{ValidateTime};%property{TraverseTime};%property{Handle};%property{ObjectId};"
                            + "%property{NetRAM};%property{PeakRAM};%property{ObjectType}");

    @Test
    void everyAppenderHasTheFieldsOfItsEvents() throws Exception {
        Map<String, String> found = new HashMap<>();
        for (String file : AppenderFiles.of(AGENT, ALL, true).values()) {
            for (Element appender : children(parse(file), "appender")) {
                Element layout = children(appender, "layout").get(0);
                found.put(appender.getAttribute("name"), param(layout, "conversionpattern"));
            }
        }
        assertEquals(PATTERNS, found);
    }

    @Test
    void thresholdsFiltersAndPorts() throws Exception {
        Map<Service, String> files = AppenderFiles.of(new Destination("2001:db8::7", 1, 2), ALL, true);
        Element session = children(parse(files.get(Service.PROXY)), "appender").get(0);
        List<Element> filters = children(session, "filter");
        assertEquals("Start session for user", param(filters.get(0), "stringToMatch"));
        assertEquals("Stop session for user", param(filters.get(1), "stringToMatch"));
        assertEquals("log4net.Filter.DenyAllFilter", filters.get(2).getAttribute("type"));
        assertEquals("2001:db8::7", param(session, "remoteAddress"));
        assertEquals("2", param(session, "remotePort"));
        assertEquals("utf-8", param(session, "encoding"));
        Element qix = children(parse(files.get(Service.ENGINE)), "appender").get(0);
        assertEquals("info", param(qix, "threshold"));
        assertEquals("1", param(qix, "remotePort"));
        Element engine = children(parse(files.get(Service.ENGINE)), "appender").get(1);
        assertEquals("warn", param(engine, "threshold"));
    }

    /** The order that the services' own schema check asks for. */
    @Test
    void partsOfAnAppenderAreInOrder() throws Exception {
        List<String> order = List.of("filter", "param", "layout");
        for (String file : AppenderFiles.of(AGENT, ALL, true).values()) {
            for (Element appender : children(parse(file), "appender")) {
                int before = 0;
                for (Element part : children(appender, "*")) {
                    int place = order.indexOf(part.getTagName());
                    assertTrue(place >= before, part.getTagName());
                    before = place;
                }
                List<Element> layout = children(children(appender, "layout").get(0), "*");
                assertEquals("param", layout.get(layout.size() - 1).getTagName());
            }
        }
    }

    @Test
    void everyReferenceHasItsAppenderAndEveryConverterIsUsed() throws Exception {
        for (String file : AppenderFiles.of(AGENT, ALL, true).values()) {
            Element root = parse(file);
            List<String> names = children(root, "appender").stream()
                    .map(appender -> appender.getAttribute("name"))
                    .toList();
            List<String> referred = new ArrayList<>();
            for (Element logger : children(root, "logger")) {
                children(logger, "appender-ref").forEach(ref -> referred.add(ref.getAttribute("ref")));
            }
            assertEquals(Set.copyOf(names), Set.copyOf(referred));
            for (Element appender : children(root, "appender")) {
                Element layout = children(appender, "layout").get(0);
                for (Element converter : children(layout, "converter")) {
                    String word = "%" + param(converter, "name");
                    assertTrue(param(layout, "conversionpattern").contains(word), word);
                }
            }
        }
    }

    @Test
    void whatIsOffIsNotThere() {
        assertEquals(Set.of(), AppenderFiles.of(AGENT, Set.of(), false).keySet());
        assertEquals(
                Set.of(Service.PROXY), AppenderFiles.of(AGENT, Set.of(), true).keySet());
        String proxy = AppenderFiles.of(AGENT, Set.of(Source.PROXY), false).get(Service.PROXY);
        assertTrue(proxy.contains("/qseow-proxy/") && !proxy.contains("AuditActivity"), proxy);
        String engine =
                AppenderFiles.of(AGENT, Set.of(Source.QIX_PERFORMANCE), false).get(Service.ENGINE);
        assertTrue(engine.contains("/qseow-qix-perf/") && !engine.contains("/qseow-engine/"), engine);
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && (name.equals("*") || element.getTagName().equals(name))) {
                children.add(element);
            }
        }
        return children;
    }

    private static String param(Element parent, String name) {
        return children(parent, "param").stream()
                .filter(param -> param.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getAttribute("value");
    }
}
