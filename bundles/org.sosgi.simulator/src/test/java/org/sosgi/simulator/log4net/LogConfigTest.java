package org.sosgi.simulator.log4net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogConfigTest {

    private static final Origin ORIGIN = new Origin("srv", "LAB\\svc", ZoneId.of("Europe/Stockholm"));
    private static final Instant TIME = Instant.parse("2026-09-14T08:24:51.123Z");

    /** By hand, so that a mistake of the generator is not made twice. */
    private static final String FILE = """
            <?xml version="1.0"?>
            <configuration>
              <appender name="A" type="log4net.Appender.UdpAppender">
                <filter type="log4net.Filter.StringMatchFilter"><param name="stringToMatch" value="no" />
                  <param name="acceptOnMatch" value="false" /></filter>
                <filter type="log4net.Filter.StringMatchFilter"><param name="stringToMatch" value="yes" /></filter>
                <filter type="log4net.Filter.DenyAllFilter" />
                <param name="threshold" value="warn" />
                <param name="remoteAddress" value="agent" />
                <param name="remotePort" value="9996" />
                <param name="encoding" value="utf-8" />
                <layout type="log4net.Layout.PatternLayout">
                  <converter><param name="name" value="rownum" />
                    <param name="type" value="Qlik.Sense.Logging.log4net.Layout.Pattern.CounterPatternConverter" /></converter>
                  <converter><param name="name" value="where" />
                    <param name="type" value="Qlik.Sense.Logging.log4net.Layout.Pattern.HostNamePatternConverter" /></converter>
                  <converter><param name="name" value="em" />
                    <param name="type" value="Qlik.Sense.Logging.log4net.Layout.Pattern.EncodedMessagePatternConverter" /></converter>
                  <converter><param name="name" value="iso" />
                    <param name="type" value="Qlik.Sense.Logging.log4net.Layout.Pattern.Iso8601TimeOffsetPatternConverter" />
                  </converter>
                  <param name="conversionpattern" value="/a/;%rownum{2};%iso;%date;%level;%where;%logger;%em;%property{Exe Version}%%" />
                </layout>
              </appender>
              <appender name="B" type="log4net.Appender.UdpAppender">
                <param name="remoteAddress" value="::1" />
                <param name="remotePort" value="1" />
                <param name="encoding" value="utf-8" />
                <layout type="log4net.Layout.PatternLayout"><param name="conversionpattern" value="%message" /></layout>
              </appender>
              <logger name="System.Engine"><appender-ref ref="A" /></logger>
              <logger name="System"><appender-ref ref="B" /></logger>
            </configuration>
            """;

    private final LogConfig config = LogConfig.read(FILE, ORIGIN);

    @Test
    void formatsByThePattern() {
        var line = new LogLine(TIME, Level.WARN, "System.Engine.X", "yes\r\n\tthere", "", Map.of("Exe Version", "1;2"));
        assertEquals(
                List.of(
                        new LogDatagram(
                                "agent",
                                9996,
                                "/a/;1;20260914T102451.123+0200;2026-09-14 10:24:51,123;WARN;srv;System.Engine.X;"
                                        + "yes\u21B5\u2193\u2192there;1;2%"),
                        new LogDatagram("::1", 1, "yes\r\n\tthere")),
                config.log(line));
    }

    @Test
    void whatIsNotSetIsNull() {
        assertTrue(text(line(Level.WARN, "yes")).endsWith(";(null)%"));
    }

    @Test
    void countsFromOneUpToTheLastAndAgain() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            rows.append(text(line(Level.ERROR, "yes")).split(";")[1]);
        }
        assertEquals("12121", rows.toString());
    }

    @Test
    void thresholdFiltersAndLoggersDecide() {
        assertEquals(1, config.log(line(Level.INFO, "yes")).size(), "below the threshold of A");
        assertEquals(1, config.log(line(Level.WARN, "maybe")).size(), "denied by the last filter");
        assertEquals(1, config.log(line(Level.WARN, "yes and no")).size(), "denied by the first filter");
        assertEquals(2, config.log(line(Level.FATAL, "yes")).size());
        var other = new LogLine(TIME, Level.FATAL, "SystemX", "yes", "", Map.of());
        assertEquals(List.of(), config.log(other));
        assertEquals("1", text(line(Level.WARN, "yes")).split(";")[1].replace("2", "1"), "denied lines do not count");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        refuses("no converter of the type", FILE.replace("CounterPattern", "Contour"));
        refuses("neither declared", FILE.replace("%em", "%en"));
        refuses("begins nothing known", FILE.replace("%em", "%-5em"));
        refuses("unknown filter", FILE.replace("DenyAllFilter", "DenySomeFilter"));
        refuses("there is no level", FILE.replace("\"warn\"", "\"worn\""));
        refuses("refers to no appender", FILE.replace("ref=\"A\"", "ref=\"C\""));
        refuses("no XML", FILE.replace("</configuration>", ""));
        refuses("no XML", FILE.replace("<configuration>", "<!DOCTYPE configuration><configuration>"));
        refuses("utf-8", FILE.replace("utf-8", "utf-16"));
    }

    private static void refuses(String part, String file) {
        String message = assertThrows(IllegalArgumentException.class, () -> LogConfig.read(file, ORIGIN))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    private static LogLine line(Level level, String message) {
        return new LogLine(TIME, level, "System.Engine", message, "", Map.of());
    }

    private String text(LogLine line) {
        return config.log(line).get(0).text();
    }
}
